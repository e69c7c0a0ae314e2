import { Problem } from '@cellboard/contract';
import type { FileRef, FileStore } from './file-store.ts';

/** A stored file is missing or has changed. That is a fault of the site, never of the upload. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';

  constructor({ shelf, sha256 }: FileRef, fault: 'missing' | 'changed') {
    const what = fault === 'missing' ? 'is missing from the store' : 'has changed since it was stored';
    super(
      `The ${shelf} file ${sha256} ${what}. Run "cellboard verify", then restore it from a backup or upload it again.`,
    );
  }
}

/** Checks stored files against their hashes. */
export async function assertSound(store: FileStore, files: readonly FileRef[]): Promise<void> {
  for (const file of files) {
    const sound = await store.check(file).catch((error: unknown) => {
      if (error instanceof Problem) return null;
      throw error;
    });
    if (sound === true) continue;
    throw new DamagedFileError(file, sound === null ? 'missing' : 'changed');
  }
}

/** What a person learns of it: the file's name is for the operator. */
export function isDamaged(cause: DamagedFileError): Problem {
  return new Problem(
    'FILE_DAMAGED',
    'A file of this image is missing from the server or has changed since it was stored, so it cannot be shown. Ask the operator of this site to run "cellboard verify".',
    { cause },
  );
}
