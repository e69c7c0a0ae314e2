import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether the processes of this one can be found and killed. Elsewhere, tests that do so are left out with this reason. */
export const itOnLinux = process.platform === 'linux' ? it : it.skip;
if (process.platform !== 'linux') console.warn('Tests that kill processes are left out: only Linux has /proc.');

/** The modules that run in processes of their own. */
export const modules = { scoring: 'score-image-main', decoding: 'inspection/process-main' } as const;

/**
 * Kills a process of this one as a system does that runs out of memory, once it is at work: when it holds so much.
 *
 * @param killed numbers of those that have been killed already; the new one is added
 */
export async function killAtWork(module: string, mebibytes: number, killed: number[]): Promise<void> {
  for (;;) {
    const pid = childrenRunning(module).find((one) => !killed.includes(one) && residentMiB(one) > mebibytes);
    if (pid !== undefined) {
      process.kill(pid, 'SIGKILL');
      killed.push(pid);
      return;
    }
    await sleep(2);
  }
}

/** Numbers of the processes of this one that run a module. */
function childrenRunning(module: string): number[] {
  const pids = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'latin1').split(' ').filter(Boolean);
  return pids.filter((pid) => read(`/proc/${pid}/cmdline`).includes(module)).map(Number);
}

function residentMiB(pid: number): number {
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
}

/** Empty where the process has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
