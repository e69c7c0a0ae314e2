import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes the data folder where it is missing, and makes sure that it can be written.
 *
 * @throws an error of the system, which `startProblem` explains
 */
export async function openDataFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  if (!(await stat(folder)).isDirectory()) {
    throw Object.assign(new Error(`${folder} is not a folder`), { code: 'ENOTDIR', path: folder });
  }
  await access(folder, constants.W_OK);
}

/** One folder at a time: Node's own recursive way never ends under /proc, and hides that a disk is read-only. */
async function makeFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || (await isThere(folder))) return;
    if (code !== 'ENOENT' || parent === folder || (await isThere(parent))) throw error;
    await makeFolder(parent);
    await mkdir(folder);
  }
}

/** A read-only disk refuses to make even a folder that is there. */
function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
