import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { reasonOf } from './reason-of.ts';
import { UsageError } from './usage-error.ts';

/** Bytes of a name; a draft of the file has a few more. */
const LONGEST_NAME = 230;

/**
 * Checks before a long computation that its result can be written.
 *
 * @throws UsageError if the file's folder is missing or must not be written to, or the file is a folder
 */
export async function checkWritable(file: string): Promise<void> {
  const folder = dirname(file);
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written: the folder ${folder} does not exist or you may not write to it. Create it first.`,
      {
        cause: error,
      },
    );
  }
  const there = await stat(file).catch(() => undefined);
  if (Buffer.byteLength(basename(file)) > LONGEST_NAME)
    throw new UsageError(`${file} cannot be written: its name is too long for the disk. Choose a shorter one.`);
  if (there?.isDirectory()) throw new UsageError(`${file} cannot be written: it is a folder. Name a file.`);
}

/**
 * Writes a file so that at every moment either the old or the whole new one is there.
 *
 * @param text whole, or in pieces
 * @throws UsageError if it cannot be written
 */
export async function writeAtomically(file: string, text: string | Iterable<string>): Promise<void> {
  const draft = `${file}.${String(process.pid)}.tmp`;
  try {
    const handle = await open(draft, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw new UsageError(
      `${file} cannot be written: ${reasonOf(error)}. Name another file, or fix that and run the same command again.`,
      {
        cause: error,
      },
    );
  }
}
