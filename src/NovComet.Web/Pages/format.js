/** How this page writes stamps, latencies, and names on a command line. */

const date = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** A channel without a file has the smallest stamp. */
export const isFile = stamp => stamp >= 1;

/** A stamp as local date, local time and ISO text, each as far as the microsecond where it has one. */
export function formatStamp(stamp) {
  const [seconds, micros] = stamp.toFixed(6).split('.');
  const moment = new Date(seconds * 1000);
  return {
    date: date.format(moment),
    time: `${time.format(moment)}.${micros}`,
    iso: moment.toISOString().replace('.000Z', `.${micros}Z`),
  };
}

/** With `digits` after the point where they mean something: below ten milliseconds. */
export function formatLatency(ms, digits = 1) {
  const size = Math.abs(ms);
  if (size >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${size < 10 ? ms.toFixed(digits) : Math.round(ms)} ms`.replace(/^-/, '−');
}

/** The name of a channel's file: all but A-Z a-z 0-9 _ . - is percent-encoded, and so is a leading dot. */
export function fileName(channel) {
  const hex = character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return `${encodeURIComponent(channel).replace(/[!'()*~]|^\./g, hex)}.comet`;
}

export const shellWord = text => /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
