/** The channels of sample-data/dpkg-install.jsonl, and what their messages mean. A signal has no data, and counts all the same. */

export const CHANNELS = ['apt.run', 'apt.download', 'apt.progress', 'dpkg.startup', 'dpkg.install', 'dpkg.status', 'dpkg.configure', 'dpkg.trigproc'];

/** What an event tells in words. */
export function describe(channel, data) {
  if (data === null || typeof data !== 'object') return 'changed';
  const name = text(data.package);
  switch (channel) {
    case 'apt.run': return 'exit' in data ? `${name} is done, with ${text(data.exit)}` : `${text(data.command)} ${name}`;
    case 'apt.download':
    case 'apt.progress': return `${text(data.text)}, ${percentOf(data)} %`;
    case 'dpkg.startup': return `${text(data.command)} ${text(data.type)}`;
    case 'dpkg.status': return `${plain(name)} is ${text(data.state)}`;
    default: return `${text(data.action)} ${plain(name)}`;
  }
}

/** What an event says of one package: its name, and what is known of it now. */
export function packageOf(channel, data) {
  if (typeof data?.package !== 'string') return undefined;
  if (channel === 'dpkg.install') return { name: plain(data.package), version: text(data.target), state: 'begun' };
  if (channel === 'dpkg.status') return { name: plain(data.package), state: text(data.state) };
  return undefined;
}

/** What the machine is at. */
export function stageOf(channel, data) {
  if (data === null || typeof data !== 'object') return undefined;
  if (channel === 'apt.run') return 'exit' in data ? { title: `Installed ${text(data.package)}`, text: data.exit === 0 ? 'Done' : `It failed with ${text(data.exit)}`, percent: 100 } : { title: `Installing ${text(data.package)}`, text: 'Reading package lists', percent: 0 };
  if (channel === 'apt.download' || channel === 'apt.progress') return { text: text(data.text), percent: percentOf(data) };
  return undefined;
}

const text = value => (value === undefined || value === null ? '' : String(value).slice(0, 200));
const plain = name => name.replace(/:(amd64|arm64|all|i386)$/, '');
const percentOf = ({ percent }) => Math.round(Math.min(100, Math.max(0, Number(percent) || 0)));
