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
 *
 * @param images in the order in which they come into the file: by name
 */
export async function* cellRecordBytes(
  images: AsyncIterable<CellColumns> | Iterable<CellColumns>,
  head: CellRecordHead,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const schema = schemaOf(head.channels);
  const writer = new ParquetWriter({
    writer: bytes,
    schema,
    codec: 'ZSTD',
    compressors: { ZSTD: (data) => zstdCompressSync(data) },
    statisticsTruncateLength: Infinity,
    kvMetadata: metadataOf(head),
    createdBy: 'cellboard',
  });
  const take = (): Uint8Array => {
    const some = bytes.getBytes().slice();
    bytes.index = 0; // offsets go on counting from the begin of the file
    return some;
  };
  let group: CellColumns[] = [];
  let rows = 0;
  const writeGroup = async (): Promise<Uint8Array> => {
    await writer.write({ columnData: columnsOf(group, schema), rowGroupSize: rows });
    [group, rows] = [[], 0];
    return take();
  };
  for await (const image of images) {
    group.push(image);
    rows += image.cell.length;
    if (rows >= GROUP_ROWS) yield await writeGroup();
  }
  if (rows > 0) yield await writeGroup();
  await writer.finish();
  yield take();
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

function schemaOf(channels: number): SchemaElement[] {
  const columns = allColumns(channels);
  return [{ name: 'cells', num_children: columns.length }, ...columns.map((column) => column.element)];
}

function columnsOf(group: readonly CellColumns[], schema: readonly SchemaElement[]): ColumnSource[] {
  const columns = allColumns((schema.length - 1 - fixed.length) / 2);
  return columns.map(({ element: { name }, values }) => ({
    name,
    data: joined(group.map(values)),
  }));
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
