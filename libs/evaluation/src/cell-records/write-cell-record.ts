import { ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement } from 'hyparquet-writer';
import { zstdCompressSync } from 'node:zlib';
import { CELL_STATUSES, type CellColumns } from './cell-columns.ts';

/** The layout that is written, and the only one that is read. Raise it with every change of columns or their meaning. */
export const CELL_RECORD_VERSION = 1;

/** What stands in the metadata of a cell record, under keys that begin with `cellboard.`. */
export interface CellRecordHead {
  /** Id of the evaluation. */
  readonly evaluation: string;
  /** Slug of the dataset, and number of its version. */
  readonly dataset: string;
  readonly datasetVersion: number;
  /** Columns of intensities, from 0 to `MOST_CHANNELS`; images with fewer channels leave some empty. */
  readonly channels: number;
}

/** A row group is closed once it has so many rows. It holds whole images, so that one image is found in one group. */
const GROUP_ROWS = 20_000;

/**
 * Writes the cells of images as one Parquet file, packed with Zstandard, see docs/cell-records.md. Equal input gives an
 * equal file, with an equal SHA-256, wherever the same Node.js runs. Memory holds a row group.
 */
export class CellRecordWriter {
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  readonly #columns: readonly Column[];
  #group: CellColumns[] = [];
  #rows = 0;

  constructor(head: CellRecordHead) {
    this.#columns = allColumns(head.channels);
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: 'cells', num_children: this.#columns.length }, ...this.#columns.map((column) => column.element)],
      codec: 'ZSTD',
      compressors: { ZSTD: (data) => zstdCompressSync(data) },
      statisticsTruncateLength: Infinity,
      kvMetadata: metadataOf(head),
      createdBy: 'cellboard',
    });
  }

  /**
   * Adds the next image in the order of names.
   *
   * @returns the next bytes of the file; mostly none
   */
  add(image: CellColumns): Uint8Array {
    this.#group.push(image);
    this.#rows += image.cell.length;
    return this.#rows >= GROUP_ROWS ? this.#writeGroup() : NOTHING;
  }

  /** The last bytes of the file. */
  finish(): Uint8Array {
    const group = this.#rows > 0 ? this.#writeGroup() : NOTHING;
    void this.#writer.finish(); // it writes into memory, at once
    const end = this.#take();
    const all = new Uint8Array(group.length + end.length);
    all.set(group);
    all.set(end, group.length);
    return all;
  }

  #writeGroup(): Uint8Array {
    const columnData = this.#columns.map(({ element: { name }, values }) => ({
      name,
      data: joined(this.#group.map(values)),
    }));
    void this.#writer.write({ columnData, rowGroupSize: this.#rows }); // likewise
    [this.#group, this.#rows] = [[], 0];
    return this.#take();
  }

  #take(): Uint8Array {
    const some = this.#bytes.getBytes().slice();
    this.#bytes.index = 0; // offsets go on counting from the begin of the file
    return some;
  }
}

const NOTHING = new Uint8Array();

/** The same piece by piece, in this thread. */
export function* cellRecordBytes(images: Iterable<CellColumns>, head: CellRecordHead): Generator<Uint8Array> {
  const writer = new CellRecordWriter(head);
  for (const image of images) yield writer.add(image);
  yield writer.finish();
}

function metadataOf({ evaluation, dataset, datasetVersion }: CellRecordHead): { key: string; value: string }[] {
  return Object.entries({ version: CELL_RECORD_VERSION, evaluation, dataset, datasetVersion }).map(([key, value]) => ({
    key: `cellboard.${key}`,
    value: String(value),
  }));
}

type Values = ColumnSource['data'];

/** A column of the file: its type, and its values from those of an image. */
interface Column {
  readonly element: SchemaElement;
  readonly values: (image: CellColumns) => ArrayLike<unknown>;
}

const element = (name: string, type: SchemaElement['type'], more: Partial<SchemaElement> = {}): SchemaElement => ({
  name,
  ...(type !== undefined && { type }),
  repetition_type: 'REQUIRED',
  ...more,
});
const TEXT = { converted_type: 'UTF8' } as const;
const ID = { converted_type: 'UINT_32' } as const;
const OPTIONAL = { repetition_type: 'OPTIONAL' } as const;

const fixed: readonly Column[] = [
  { element: element('image', 'BYTE_ARRAY', TEXT), values: ({ image, cell }) => Array.from(cell, () => image) },
  {
    element: element('side', 'BYTE_ARRAY', TEXT),
    values: ({ truthCells, cell }) => Array.from(cell, (_, i) => (i < truthCells ? 'truth' : 'prediction')),
  },
  { element: element('cell', 'INT32'), values: ({ cell }) => cell },
  { element: element('original_id', 'INT32', ID), values: ({ originalId }) => originalId },
  {
    element: element('matched_id', 'INT32', { ...ID, ...OPTIONAL }),
    values: ({ matchedId }) => Array.from(matchedId, (id) => (id === 0 ? null : id)),
  },
  {
    element: element('status', 'BYTE_ARRAY', TEXT),
    values: ({ status }) => Array.from(status, (code) => CELL_STATUSES[code]),
  },
  { element: element('iou', 'DOUBLE'), values: ({ iou }) => iou },
  { element: element('dice', 'DOUBLE'), values: ({ dice }) => dice },
  { element: element('hausdorff', 'DOUBLE'), values: ({ hausdorff }) => hausdorff },
  { element: element('area', 'INT32'), values: ({ area }) => area },
  { element: element('perimeter', 'FLOAT'), values: ({ perimeter }) => perimeter },
  { element: element('centroid_row', 'FLOAT'), values: ({ centroidRow }) => centroidRow },
  { element: element('centroid_column', 'FLOAT'), values: ({ centroidColumn }) => centroidColumn },
  {
    element: element('touches_border', 'BOOLEAN'),
    values: ({ touchesBorder }) => Array.from(touchesBorder, (touches) => touches === 1),
  },
  {
    element: element('neighbour_distance', 'FLOAT', OPTIONAL),
    values: ({ neighbourDistance }) => withNulls(neighbourDistance),
  },
];

/** The columns of the intensities of a channel, from 1. */
function ofChannel(number: number): Column[] {
  const values = (part: 'inside' | 'ring') => (image: CellColumns) => {
    const channel = image.channels[number - 1];
    return channel ? withNulls(channel[part]) : Array.from(image.cell, () => null);
  };
  return [
    { element: element(`mean_${number}`, 'FLOAT', OPTIONAL), values: values('inside') },
    { element: element(`ring_${number}`, 'FLOAT', OPTIONAL), values: values('ring') },
  ];
}

function allColumns(channels: number): Column[] {
  return [...fixed, ...Array.from({ length: channels }, (_, i) => ofChannel(i + 1)).flat()];
}

/** Values of several images in a row. */
function joined(parts: readonly ArrayLike<unknown>[]): Values {
  const all: unknown[] = [];
  for (const part of parts) for (let i = 0; i < part.length; i++) all.push(part[i]);
  return all;
}

function withNulls(values: Float32Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
