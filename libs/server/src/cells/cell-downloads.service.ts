import {
  isTrusted,
  Problem,
  type CellSliceQuery,
  type ImageId,
  type ImageName,
  type Principal,
} from '@cellboard/contract';
import { ImageRepository, type SliceRecord } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { FileStore, type FileRef } from '../storage/file-store.ts';
import { CellQueries } from './cell-queries.ts';
import { ReadableRecords } from './readable-records.ts';
import { EXPORT_ROWS } from './unreadable-record.ts';

export type CellFormat = 'csv' | 'parquet';

/** A file of cells, piece by piece. */
export interface CellDownload {
  /** Identifies the content: it changes whenever the file does. */
  readonly key: string;
  /** What a browser may call the file. */
  readonly name: string;
  readonly type: 'text/csv; charset=utf-8' | 'application/vnd.apache.parquet';
  /** Its first piece is there once this has answered, so that a refusal comes before the first byte. */
  readonly pieces: () => Promise<AsyncIterable<Uint8Array>>;
}

/** Bytes of a file that are read at once. */
const PIECE_BYTES = 2 ** 20;

/** Gives the cells of a result as files, where the licence of the dataset allows everyone to pass them on. */
@Injectable()
export class CellDownloads {
  constructor(
    private readonly records: ReadableRecords,
    private readonly queries: CellQueries,
    private readonly images: ImageRepository,
    private readonly store: FileStore,
  ) {}

  /**
   * The cells of a result on a dataset.
   *
   * @throws Problem NOT_ALLOWED, and those of `ReadableRecords`
   */
  async ofDataset(principal: Principal, slice: CellSliceQuery, format: CellFormat): Promise<CellDownload> {
    const record = await this.records.find(principal, slice);
    refuseUnlessFree(principal, record);
    const pieces = format === 'csv' ? () => this.csv(record, null) : () => this.whole(record);
    return { ...described(record, format, slice.dataset), pieces };
  }

  /**
   * The cells of a result on one image.
   *
   * @throws Problem IMAGE_NOT_FOUND, NOT_ALLOWED, and those of `ReadableRecords`
   */
  async ofImage(
    principal: Principal,
    { image: id, ...place }: { image: ImageId; task: string; candidate: CellSliceQuery['candidate'] },
    format: CellFormat,
  ): Promise<CellDownload> {
    const image = await this.images.named(principal, id);
    if (!image) throw new Problem('IMAGE_NOT_FOUND', `There is no image ${id}.`);
    const record = await this.records.find(principal, { ...place, dataset: image.dataset });
    refuseUnlessFree(principal, record);
    const pieces = format === 'csv' ? () => this.csv(record, image.name) : () => this.one(record, image.name);
    return { ...described(record, format, `${image.dataset}-${image.name}`), pieces };
  }

  private async csv(record: SliceRecord, image: ImageName | null): Promise<AsyncIterable<Uint8Array>> {
    const read = async (from: number) =>
      Buffer.from(await this.records.use(record, (path) => this.queries.csv(path, { image, from })));
    const first = await read(0);
    return (async function* () {
      yield first;
      for (let from = EXPORT_ROWS; ; from += EXPORT_ROWS) {
        const piece = await read(from);
        if (piece.length === 0) return;
        yield piece;
      }
    })();
  }

  private async one(record: SliceRecord, image: ImageName): Promise<AsyncIterable<Uint8Array>> {
    const bytes = await this.records.use(record, (path) => this.queries.parquet(path, image));
    return (async function* () {
      yield await Promise.resolve(bytes);
    })();
  }

  private whole(record: SliceRecord): Promise<AsyncIterable<Uint8Array>> {
    return this.records.use(record, (_path, file) => this.opened(file));
  }

  private async opened(file: FileRef): Promise<AsyncIterable<Uint8Array>> {
    const open = await this.store.open(file);
    return (async function* () {
      try {
        for (let at = 0; at < open.byteLength; at += PIECE_BYTES) yield await open.slice(at, at + PIECE_BYTES);
      } finally {
        await open.close();
      }
    })();
  }
}

/** The site shows every public result, but hands out files only where the licence of the dataset allows it. */
function refuseUnlessFree(principal: Principal, { dataset, licence, redistributable }: SliceRecord): void {
  if (redistributable || isTrusted(principal)) return;
  throw new Problem(
    'NOT_ALLOWED',
    `The licence of the dataset ${dataset} (${licence}) does not allow passing on what is made from it, so its cells are shown here but not downloaded.`,
  );
}

function described({ evaluationId, sha256 }: SliceRecord, format: CellFormat, name: string) {
  return {
    key: `${sha256 ?? evaluationId}-${format}`,
    name: `cells-${name.replace(/[^\w.-]+/g, '_')}.${format}`,
    type: format === 'csv' ? ('text/csv; charset=utf-8' as const) : ('application/vnd.apache.parquet' as const),
  };
}
