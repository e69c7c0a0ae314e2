import { spawnSync } from 'node:child_process';
import { mkdtemp, open, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A disk of a test's own, in memory. Where none can be mounted the test is left out with a printed reason.
 *
 * @param options of `mount`, such as `size=64m` and `ro`
 */
export async function onDisk(options: readonly string[], use: (disk: string) => Promise<void>): Promise<void> {
  const disk = await mkdtemp(join(tmpdir(), 'cellboard-disk-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', disk]);
  try {
    if (status === 0) await use(disk);
    else console.warn(`Skipped: no disk can be mounted here. ${String(stderr)}`);
  } finally {
    if (status === 0) spawnSync('umount', ['--lazy', disk]);
    await rmdir(disk);
  }
}

/** Makes a disk larger. */
export function grow(disk: string, size: string): void {
  spawnSync('mount', ['-o', `remount,size=${size}`, disk]);
}

/** Writes a file until nothing more fits. */
export async function fill(path: string): Promise<void> {
  const file = await open(path, 'w');
  const page = new Uint8Array(4096);
  const fits = () =>
    file.write(page).then(
      ({ bytesWritten }) => bytesWritten === page.length,
      () => false,
    );
  while (await fits());
  await file.close();
}
