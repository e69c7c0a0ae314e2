import { existsSync } from 'node:fs';
import { hostname } from 'node:os';

/** The name of this machine or container, without characters that a file name must not have. */
export const thisHost = hostname().replaceAll(/[^\w.-]/g, '_');

/** Whether a process of this host is running. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  if (existsSync('/proc/self')) return existsSync(`/proc/${String(pid)}`);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and belongs to somebody else.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}
