import type { EntityManager } from '@cellboard/db';
import { join } from 'node:path';
import type { S3Settings } from '../settings/s3-settings.ts';
import type { FileStore } from './file-store.ts';
import { LocalFileStore } from './local-file-store.ts';
import { moveEarlyFiles, type Moved } from './move-early-files.ts';

/** Where files are kept. */
export interface FileLocation {
  /** The folder of files, or of those that are arriving where a bucket keeps the others. */
  readonly folder: string;
  /** The bucket; null for the folder. */
  readonly s3: S3Settings | null;
}

/** A store, and what brings it up to date once the database is open. */
export interface OpenedStore {
  readonly files: FileStore;
  readonly update: (em: EntityManager, onProgress?: (moved: Moved) => void) => Promise<void>;
}

/**
 * Opens the store that the settings name. The S3 client is only loaded where it is needed.
 *
 * @throws StoreUnusableError or an error of the system, which `startProblem` explains
 */
export async function openFileStore({ folder, s3 }: FileLocation): Promise<OpenedStore> {
  if (s3 !== null) {
    const { S3FileStore } = await import('./s3-file-store.ts');
    const files = await S3FileStore.open(s3, join(folder, 'incoming'));
    // Early releases knew no buckets, so none of their files is in one.
    return { files, update: () => Promise.resolve() };
  }
  const files = await LocalFileStore.open(folder);
  const update: OpenedStore['update'] = async (em, onProgress) => {
    await moveEarlyFiles({ em, store: files, folder, ...(onProgress && { onProgress }) });
  };
  return { files, update };
}
