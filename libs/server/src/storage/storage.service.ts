import { Problem, Shelf, Sha256, type Principal, type Verification, type VerifyQuery } from '@cellboard/contract';
import type { StorageService as Contract } from '@cellboard/contract/router';
import { StoredFileRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { FileStore } from './file-store.ts';

const Place = z.tuple([Shelf, Sha256]);

/** Compares the file store with the database. */
@Injectable()
export class StorageService implements Contract {
  constructor(
    private readonly files: StoredFileRepository,
    private readonly store: FileStore,
  ) {}

  async verify(_principal: Principal, { shelf, cursor, limit }: VerifyQuery): Promise<Verification> {
    const place = readCursor(Place, cursor);
    const after = place && { shelf: place[0], sha256: place[1] };
    const rows = await this.files.after(after, { shelf, limit: limit + 1 });
    const { items, next } = pageFrom(rows, limit, ({ shelf, sha256 }) => [shelf, sha256]);
    const faults: Verification['faults'] = [];
    let bytes = 0;
    for (const file of items) {
      const sound = await this.store.check(file);
      if (sound !== true) {
        faults.push({ shelf: file.shelf, sha256: file.sha256, fault: sound === null ? 'missing' : 'changed' });
      }
      bytes += file.bytes ?? 0;
    }
    return { checked: items.length, bytes, faults, total: await this.files.count(shelf), next };
  }
}

/** A stored file is missing or has changed. That is a fault of the site, never of the upload. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';
}

/** Checks stored files against their hashes. */
export async function assertSound(store: FileStore, files: readonly { shelf: Shelf; sha256: string }[]): Promise<void> {
  for (const file of files) {
    const sound = await store.check(file).catch((error: unknown) => {
      if (error instanceof Problem) return null;
      throw error;
    });
    if (sound === true) continue;
    throw new DamagedFileError(
      `The ${file.shelf} file ${file.sha256} ${sound === null ? 'is missing from the store' : 'has changed since it was stored'}. Run "cellboard verify", then restore it from a backup or upload it again.`,
    );
  }
}
