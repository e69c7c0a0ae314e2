import { Problem, type Sha256 } from '@cellboard/contract';
import { createHash } from 'node:crypto';
import { open, stat, type FileHandle } from 'node:fs/promises';
import type { FileContents } from './file-store.ts';

/**
 * Writes a file and waits until it is on the disk.
 *
 * @param maxBytes refuse a longer file
 * @throws Problem FILE_TOO_LARGE or DISK_FULL
 */
export async function writeDurably(
  path: string,
  contents: FileContents,
  maxBytes: number,
): Promise<{ sha256: Sha256; bytes: number }> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx').catch(explainFullDisk);
  try {
    let bytes = 0;
    for await (const piece of contents instanceof Uint8Array ? [contents] : contents) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(piece);
      await writeAll(file, piece).catch(explainFullDisk);
    }
    await file.sync().catch(explainFullDisk);
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await file.close();
  }
}

/** A single write may take fewer bytes than it was given. */
async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let done = 0; done < piece.byteLength;) {
    const { bytesWritten } = await file.write(piece, done);
    done += bytesWritten;
  }
}

/** Makes a rename outlive a loss of power. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(ignoreMissing);
  return found?.isFile() ?? false;
}

export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

function explainFullDisk(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') throw error;
  throw new Problem(
    'DISK_FULL',
    'The disk of the server is full. Ask its operator to free some space, then try again.',
    {
      cause: error,
    },
  );
}

/** The refusal of a file beyond a limit in bytes. */
export function tooLarge(maxBytes: number): Problem {
  const mib = (maxBytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: 1 });
  return new Problem(
    'FILE_TOO_LARGE',
    `The file is larger than the ${mib} MiB that are allowed. Compress it without loss, or cut it into smaller files.`,
  );
}
