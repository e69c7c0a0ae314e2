import { FormatError, type NpzFile, type TableValue } from '@cellboard/formats';

/** What a table says about an image, by column in lower case. */
export type TableRow = ReadonlyMap<string, TableValue>;

/** What a table says about each image. */
export type TableRows = readonly TableRow[];

/** Most characters of a tag. */
const LONGEST_TAG = 80;

/**
 * The table `meta` of DeepCell's archives, whose first row holds the names of the columns. A table whose rows are
 * not as many as the images is not used: nobody can say which row belongs to which image.
 *
 * @returns the rows, or a sentence that says why there are none
 * @throws FormatError UNSAFE if the table wants to run something
 */
export async function readMeta(npz: NpzFile, count: number): Promise<TableRows | string> {
  if (!npz.names.includes('meta')) return 'There is no table "meta".';
  const table = await rowsOrReason(npz, 'meta');
  if (typeof table === 'string') return table;
  const [head = [], ...beneath] = table;
  // Tables that were put together of several hold the header several times.
  const rows = beneath.filter((row) => !head.every((word, i) => row[i] === word));
  const columns = head.map((column) => String(column).trim().toLowerCase());
  if (!columns.includes('filename') && !columns.includes('specimen'))
    return 'The first row of the table "meta" does not name its columns.';
  if (rows.length !== count)
    return `The table "meta" has ${rows.length} rows beneath its header, but there are ${count} images, so it is unclear which belongs to which.`;
  return rows.map((row) => new Map(columns.map((column, i) => [column, row[i] ?? null])));
}

/**
 * Lists that lie beside the images, such as `tissue_list`, as columns of a table.
 *
 * @returns the rows, or a sentence that says why there are none
 * @throws FormatError UNSAFE if a list wants to run something
 */
export async function readLists(
  npz: NpzFile,
  count: number,
  columns: Readonly<Record<string, string>>,
): Promise<TableRows | string> {
  const rows = Array.from({ length: count }, () => new Map<string, TableValue>());
  for (const [list, column] of Object.entries(columns)) {
    const values = await rowsOrReason(npz, list);
    if (typeof values === 'string') return values;
    if (values.length !== count)
      return `The list "${list}" has ${values.length} entries, but there are ${count} images, so it is unclear which belongs to which.`;
    for (const [i, row] of rows.entries()) row.set(column, values[i]?.[0] ?? null);
  }
  return rows;
}

async function rowsOrReason(npz: NpzFile, name: string): Promise<TableValue[][] | string> {
  try {
    return await npz.rows(name);
  } catch (error) {
    if (!(error instanceof FormatError) || error.code === 'UNSAFE') throw error;
    return `The table "${name}" cannot be used: ${error.message}`;
  }
}

/** The text of the first of some columns that has one, or null. */
export function textIn(row: TableRow | undefined, ...columns: string[]): string | null {
  const texts = columns.map((column) => String(row?.get(column) ?? '').trim());
  return texts.find((text) => text !== '') ?? null;
}

/** As {@link textIn}, cut to the length of a tag. */
export function tagIn(row: TableRow | undefined, ...columns: string[]): string | null {
  return textIn(row, ...columns)?.slice(0, LONGEST_TAG) ?? null;
}

/** The side of a pixel in micrometres, or null where the table has none that can be used. */
export function pixelSizeIn(row: TableRow | undefined): number | null {
  const size = Number(textIn(row, 'pixel_size', 'pixel_size_um', 'mpp') ?? NaN);
  return size > 0 && size <= 1000 ? size : null;
}
