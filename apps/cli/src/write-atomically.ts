import { constants } from 'node:fs';
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises';
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
  if (file === '') throw new UsageError('A file to write has no name. Name one, such as result.json.');
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory()) throw new UsageError(`${file} cannot be written: it is a folder. Name a file.`);
  if (there?.isFile() === false) {
    await access(file, constants.W_OK).catch((error: unknown) => {
      throw notWritten(file, error);
    });
    return;
  }
  const target = await targetOf(file);
  const folder = dirname(target);
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written: the folder ${folder} does not exist or you may not write to it. Create it first.`,
      { cause: error },
    );
  }
  if (Buffer.byteLength(basename(target)) > LONGEST_NAME)
    throw new UsageError(`${file} cannot be written: its name is too long for the disk. Choose a shorter one.`);
}

/**
 * Writes a file so that at every moment either the old or the whole new one is there. A link stays one; a pipe or a
 * device is written to and not replaced.
 *
 * @param text whole, or in pieces
 * @throws UsageError if it cannot be written
 */
export async function writeAtomically(file: string, text: string | Iterable<string>): Promise<void> {
  try {
    const there = await stat(file).catch(() => undefined);
    if (there?.isFile() === false) await write(file, text);
    else await replace(await targetOf(file), text);
  } catch (error) {
    throw notWritten(file, error);
  }
}

/** What a link leads to; a file that is not there yet is itself. */
function targetOf(file: string): Promise<string> {
  return realpath(file).catch(() => file);
}

async function replace(file: string, text: string | Iterable<string>): Promise<void> {
  const draft = `${file}.${String(process.pid)}.tmp`;
  try {
    await write(draft, text, true);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function write(file: string, text: string | Iterable<string>, sync = false): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(text);
    if (sync) await handle.sync();
  } finally {
    await handle.close();
  }
}

function notWritten(file: string, cause: unknown): UsageError {
  return new UsageError(
    `${file} cannot be written: ${reasonOf(cause)}. Name another file, or fix that and run the same command again.`,
    { cause },
  );
}
