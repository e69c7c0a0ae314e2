import { readdir } from 'node:fs/promises';

/** Pictures that a mask may be. */
const PICTURE = /\.(?:png|tiff?|bmp)$/i;

/** What tools write beside the masks. */
const BESIDE = /\.(?:csv|txt|json|ya?ml|md)$/i;

/** Masks that a folder may hold: cells in one image. */
const MOST_MASKS = 70_000;

/**
 * The names of the masks in a folder that holds a mask for each cell of an image, and else only tables and texts;
 * undefined for anything else.
 */
export async function masksIn(path: string): Promise<string[] | undefined> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  const seen = entries?.filter(({ name }) => !name.startsWith('.') && name !== 'Thumbs.db' && name !== 'desktop.ini');
  if (!seen?.every((entry) => entry.isFile() && (PICTURE.test(entry.name) || BESIDE.test(entry.name))))
    return undefined;
  const names = seen.map(({ name }) => name).filter((name) => PICTURE.test(name));
  return names.length === 0 || names.length > MOST_MASKS ? undefined : names.sort();
}
