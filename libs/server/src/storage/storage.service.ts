import {
  Shelf,
  Sha256,
  type FileFault,
  type Principal,
  type ReviewQuery,
  type StoreReview,
  type Verification,
  type VerifyQuery,
} from '@cellboard/contract';
import type { StorageService as Contract } from '@cellboard/contract/router';
import { StoredFileRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { CellRecords } from '../cells/cell-records.service.ts';
import { LabelFiles } from '../label-files/label-files.service.ts';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { FileStore, type FileRef } from './file-store.ts';
import { StoreReviewer } from './store-review.ts';

const Place = z.tuple([Shelf, Sha256]);

/** Compares the file store with the database, and has label files and records of cells made again that are missing or damaged. */
@Injectable()
export class StorageService implements Contract {
  constructor(
    private readonly files: StoredFileRepository,
    private readonly store: FileStore,
    private readonly labelFiles: LabelFiles,
    private readonly cells: CellRecords,
    private readonly reviewer: StoreReviewer,
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
        const { shelf: on, sha256 } = file;
        const fault = sound === null ? 'missing' : 'changed';
        faults.push({ shelf: on, sha256, fault, rebuilt: await this.rebuild(file) });
      }
      bytes += file.bytes ?? 0;
    }
    return { checked: items.length, bytes, faults, total: await this.files.count(shelf), next };
  }

  review(_principal: Principal, query: ReviewQuery): Promise<StoreReview> {
    return this.reviewer.review(query);
  }

  private async rebuild(file: FileRef): Promise<FileFault['rebuilt']> {
    return (await this.cells.lose(file)) ? 'queued' : this.labelFiles.remake(file);
  }
}
