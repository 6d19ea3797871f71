import { FROM_NOW } from './entries.mjs';

/**
 * Whether someone who stands at `at` takes an entry of a connection that stood at `entry.before`: 'take', 'skip' (seen
 * already, or from before the time), or 'hole' (something between the two has not been seen).
 */
export function judge(at, entry) {
  if (at === entry.before) return 'take';
  if (entry.at && at === FROM_NOW) return 'take';
  if (entry.at) return at === entry.stamp ? 'skip' : 'hole';
  if (at === FROM_NOW) return 'skip'; // where we begin has not been said yet
  return !entry.gap && at > 0 && entry.stamp <= at ? 'skip' : 'hole';
}

/** A connection's own duplicates: messages at or before its cursor. A signal may be told twice: its stamp may stand for a second touch. */
export const isRepeated = (at, entry) => 'data' in entry && at > 0 && entry.stamp <= at;
