import {
  ImageName,
  type CellSizes,
  type CellSliceQuery,
  type CellsPage,
  type CellsQuery,
  type ImageCellsQuery,
  type Principal,
} from '@cellboard/contract';
import type { CellsService as Contract } from '@cellboard/contract/router';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { CellQueries } from './cell-queries.ts';
import { ReadableRecords } from './readable-records.ts';

/** The place of a cell in a list: by what it is sorted, then its image, side and number. */
const Place = z.tuple([z.number(), ImageName, z.enum(['truth', 'prediction']), z.int().min(1)]);

/** Shows the cells behind a result on a board. */
@Injectable()
export class CellsService implements Contract {
  constructor(
    private readonly records: ReadableRecords,
    private readonly queries: CellQueries,
  ) {}

  async list(principal: Principal, { cursor, limit, ...query }: CellsQuery): Promise<CellsPage> {
    const { task, dataset, candidate, ...list } = query;
    const place = readCursor(Place, cursor);
    const after = place ? { value: place[0], image: place[1], side: place[2], cell: place[3] } : null;
    const record = await this.records.find(principal, { task, dataset, candidate });
    const cells = await this.records.use(record, (path) =>
      this.queries.list(path, { ...list, after, limit: limit + 1 }),
    );
    return pageFrom(cells, limit, (cell) => {
      const value = list.sort === 'number' ? cell.cell : cell[list.sort];
      return [value, cell.image, cell.side, cell.cell];
    });
  }

  ofImage(principal: Principal, query: ImageCellsQuery): Promise<CellsPage> {
    return this.list(principal, { ...query, sort: 'number', order: 'ascending' });
  }

  async bySize(principal: Principal, slice: CellSliceQuery): Promise<CellSizes> {
    const record = await this.records.find(principal, slice);
    return { bins: await this.records.use(record, (path) => this.queries.countBySize(path)) };
  }
}
