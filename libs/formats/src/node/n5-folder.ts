import { lstat, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Larger files are no attributes of an array. */
const MOST_BYTES = 2 ** 20;

/**
 * Tells a folder in N5 format: by its ending, or by a file `attributes.json` that names the version of N5 or describes
 * an array, see https://github.com/saalfeldlab/n5.
 */
export async function isN5Folder(path: string): Promise<boolean> {
  if (!(await lstat(path).catch(() => undefined))?.isDirectory()) return false;
  if (/\.n5$/i.test(basename(path))) return true;
  const attributes = join(path, 'attributes.json');
  const found = await lstat(attributes).catch(() => undefined);
  if (!found?.isFile() || found.size > MOST_BYTES) return false;
  const text = await readFile(attributes, 'utf8').catch(() => '');
  return /"n5"\s*:/.test(text) || (/"dimensions"\s*:/.test(text) && /"blockSize"\s*:/.test(text));
}
