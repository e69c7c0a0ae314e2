import { readFileSync } from 'node:fs';

/** Numbers of the processes that this one has started and that have not ended; undefined where the system does not tell. */
export function children(): number[] | undefined {
  if (process.platform !== 'linux') return undefined;
  const text = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'latin1');
  return text.split(' ').filter(Boolean).map(Number);
}
