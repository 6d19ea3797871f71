import { readBlock } from './entries.mjs';
import { notOurs, refusal, unreachable } from './failures.mjs';
import { bodyOf, failureOf, send, subscriptionOf, ticketOf } from './requests.mjs';
import { keepVigil } from './vigil.mjs';

/**
 * Server-Sent Events, read by fetch. EventSource hides blocks without data, and those are what tells that the stream has
 * begun (no proxy holds it back), where we stand, and that the gateway is still there; nor can it carry a header.
 */
export async function eventStream(link) {
  const { settings, wanted, turn } = link;
  const ticket = await ticketOf(settings);
  const vigil = keepVigil(link);
  let retryAfter;
  try {
    const query = [subscriptionOf(wanted, channel => channel.at), ticket].filter(Boolean).join('&');
    const response = await send(settings, query, { signal: turn.signal, headers: { Accept: 'text/event-stream' } });
    if (!response.ok) throw refusal(response, await bodyOf(response));
    if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) throw notOurs();
    for await (const block of blocksOf(response.body)) {
      if (turn.signal.aborted) return;
      if (block.retry >= 0) retryAfter = Number(block.retry);
      if (block.data === undefined && block.id === undefined) continue;
      const entries = read(block);
      vigil.heard(block.data === undefined);
      link.held();
      link.deliver(entries);
    }
    throw unreachable();
  } catch (caught) {
    throw retryAfter === undefined ? caught : Object.assign(caught, { retryAfter });
  } finally {
    vigil.end();
  }
}

function read(block) {
  try {
    return readBlock(block);
  } catch {
    throw notOurs();
  }
}

/** Each block's fields, as soon as its empty line is there. */
async function* blocksOf(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let block = {};
  for (;;) {
    const { done, value } = await reader.read().catch(cause => { throw failureOf(cause); });
    if (done) return;
    const lines = (text + decoder.decode(value, { stream: true })).split('\n');
    text = lines.pop();
    for (const line of lines.map(raw => raw.replace(/\r$/, ''))) {
      if (line === '') {
        yield block;
        block = {};
        continue;
      }
      const [, field, content] = /^([^:]*):? ?(.*)$/s.exec(line);
      block[field] = field === 'data' && block.data !== undefined ? `${block.data}\n${content}` : content;
    }
  }
}
