import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { UsageError } from '../../usage-error.ts';

/**
 * Keeps other programs from writing a file until it is disposed of. What a program left that was killed is no lock.
 *
 * @throws UsageError if another program writes it
 */
export async function lockFile(path: string): Promise<AsyncDisposable> {
  const lock = `${path}.lock`;
  const take = () => writeFile(lock, String(process.pid), { flag: 'wx' });
  try {
    await take();
  } catch (error) {
    const pid = await readFile(lock, 'utf8').catch(() => undefined);
    if (pid === undefined) throw error;
    if (isRunning(Number(pid)))
      throw new UsageError(
        `Another download of ${path} is running (process ${pid}). Wait until it finishes, or name another folder with --to.`,
        { cause: error },
      );
    await rm(lock, { force: true });
    await take();
  }
  return { [Symbol.asyncDispose]: () => rm(lock, { force: true }) };
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  if (existsSync('/proc/self')) return existsSync(`/proc/${String(pid)}`);
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
