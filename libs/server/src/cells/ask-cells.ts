import type { Cell, CellSizeBin, CellSort, CellsQuery } from '@cellboard/contract';
import { CELL_STATUSES, cellRecordBytes, type CellColumns } from '@cellboard/evaluation';
import { bins } from '@cellboard/metrics';
import { withCells, type Ask, type Row, type Values } from './cell-database.ts';
import { cellOf, channelsIn, csvHead, csvLine } from './cell-rows.ts';
import { EXPORT_ROWS } from './unreadable-record.ts';

/** Where a page of cells begins: behind this one. */
export interface CellPlace {
  /** Its value of what the cells are sorted by; its number where that is it. */
  readonly value: number;
  readonly image: string;
  readonly side: string;
  readonly cell: number;
}

/** Which cells, in which order, from where on. */
export interface CellList extends Pick<CellsQuery, 'image' | 'side' | 'status' | 'sort' | 'order'> {
  readonly after: CellPlace | null;
  readonly limit: number;
}

const COLUMNS: Record<CellSort, string> = {
  iou: 'iou',
  dice: 'dice',
  hausdorff: 'hausdorff',
  area: 'area',
  perimeter: 'perimeter',
  number: 'cell',
};

/** Truth before prediction. */
const SIDE = `(side <> 'truth')`;

/**
 * Some cells of a record. The rows are found by the columns that the question names, and only these rows are read.
 *
 * @throws UnreadableRecordError if the file cannot be read
 */
export function listCells(path: string, list: CellList): Promise<Cell[]> {
  return withCells(path, async (ask) => {
    const { where, values } = conditions(list);
    const found = await ask(
      `select file_row_number::double as place from {cells} where ${where} order by ${orderOf(list)} limit ${Math.trunc(list.limit)}`,
      values,
    );
    if (found.length === 0) return [];
    const places = found.map(({ place }) => Number(place));
    const rows = await ask(`select * from {cells} where file_row_number in (${places.join(', ')})`);
    const byPlace = new Map(rows.map((row) => [Number(row['file_row_number']), row]));
    return places
      .map((place) => byPlace.get(place))
      .filter((row) => row !== undefined)
      .map(cellOf);
  });
}

function conditions({ image, side, status, sort, order, after }: CellList): { where: string; values: Values } {
  const terms = ['true'];
  const values: Values = {};
  for (const [column, value] of Object.entries({ image, side, status })) {
    if (value === undefined) continue;
    terms.push(`${column} = $${column}`);
    values[column] = value;
  }
  if (after !== null) {
    const place = `(image, ${SIDE}, cell) > ($after_image, $after_side::boolean, $after_cell)`;
    const further = order === 'ascending' ? '>' : '<';
    const value = COLUMNS[sort];
    terms.push(
      sort === 'number' ? place : `(${value} ${further} $after_value or (${value} = $after_value and ${place}))`,
    );
    if (sort !== 'number') values['after_value'] = after.value;
    Object.assign(values, { after_image: after.image, after_side: after.side === 'truth' ? 'false' : 'true' });
    values['after_cell'] = after.cell;
  }
  return { where: terms.join(' and '), values };
}

function orderOf({ sort, order }: CellList): string {
  const place = `image, ${SIDE}, cell`;
  if (sort === 'number') return place;
  return `${COLUMNS[sort]} ${order === 'ascending' ? 'asc' : 'desc'}, ${place}`;
}

/** Bins of truth cells that a record is counted by. */
const DECILES = 10;

/**
 * Truth cells by the deciles of their area, binned as `quantileBins` of metrics does.
 *
 * @throws UnreadableRecordError if the file cannot be read
 */
export function countBySize(path: string): Promise<CellSizeBin[]> {
  return withCells(path, async (ask) => {
    const parts = Array.from({ length: DECILES + 1 }, (_, k) => k / DECILES).join(', ');
    const [edgesRow] = await ask(
      `select quantile_cont(area::double, [${parts}]) as edges from {cells} where side = 'truth'`,
    );
    const found = edgesRow?.['edges'];
    if (!Array.isArray(found)) return [];
    const { edges } = bins(found.map(Number));
    const inner = edges.slice(1, -1);
    const bin = inner.map((_, k) => `(area >= $edge_${k})::int`).join(' + ') || '0';
    const values = Object.fromEntries(inner.map((edge, k) => [`edge_${k}`, edge]));
    const counts = CELL_STATUSES.map((status) => `count(*) filter (where status = '${status}')::int as ${status}`);
    const rows = await ask(
      `select ${bin} as bin, count(*) filter (where side = 'truth')::int as cells,
              ${counts.join(', ')},
              avg(iou) filter (where side = 'truth') as iou, avg(dice) filter (where side = 'truth') as dice,
              avg(hausdorff) filter (where side = 'truth') as hausdorff
         from {cells} where side = 'truth' or status = 'invented' group by bin order by bin`,
      values,
    );
    return rows.map((row) => toBin(row, edges));
  });
}

function toBin(row: Row, edges: readonly number[]): CellSizeBin {
  const at = Number(row['bin']);
  const number = (name: string) => Number(row[name] ?? 0);
  const [cells, matched] = [number('cells'), number('matched')];
  return {
    from: edges[at] ?? 1,
    to: edges[at + 1] ?? edges[at] ?? 1,
    ...{ cells, matched, missed: number('missed'), split: number('split'), merged: number('merged') },
    ...{ boundary: number('boundary'), invented: number('invented') },
    detection: cells === 0 ? 0 : matched / cells,
    ...{ iou: number('iou'), dice: number('dice'), hausdorff: number('hausdorff') },
  };
}

/**
 * The next rows of a record as lines of CSV, with the names of the columns before the first.
 *
 * @param from place of the first row; behind the last one there is no text any more
 * @throws UnreadableRecordError if the file cannot be read
 */
export function exportCells(path: string, { image, from }: { image: string | null; from: number }): Promise<string> {
  return withCells(path, async (ask) => {
    const rows = await rowsOf(ask, { image, from });
    const head = from === 0 ? csvHead(await columnNames(ask)) : '';
    return head + rows.map(csvLine).join('');
  });
}

function rowsOf(ask: Ask, { image, from }: { image: string | null; from: number }): Promise<Row[]> {
  const order = 'order by file_row_number';
  if (image !== null)
    return ask(`select * from {cells} where image = $image ${order} limit ${EXPORT_ROWS} offset ${from}`, { image });
  return ask(
    `select * from {cells} where file_row_number >= ${from} and file_row_number < ${from + EXPORT_ROWS} ${order}`,
  );
}

async function columnNames(ask: Ask): Promise<string[]> {
  const rows = await ask(`select column_name from (describe select * exclude (file_row_number) from {cells})`);
  return rows.map((row) => String(row['column_name']));
}

/**
 * A record of one image alone, as a Parquet file of the same columns.
 *
 * @throws UnreadableRecordError if the file cannot be read
 */
export function exportParquet(path: string, image: string): Promise<Uint8Array> {
  return withCells(path, async (ask) => {
    const rows = await ask(`select * from {cells} where image = $image order by file_row_number`, { image });
    const channels = channelsIn(await columnNames(ask));
    const facts = await ask(`select decode(key) as key, decode(value) as value from parquet_kv_metadata($path)`);
    const said = Object.fromEntries(facts.map(({ key, value }) => [String(key), String(value)]));
    const head = {
      evaluation: said['cellboard.evaluation'] ?? '',
      dataset: said['cellboard.dataset'] ?? '',
      datasetVersion: Number(said['cellboard.datasetVersion'] ?? 1),
      channels,
    };
    const pieces: Uint8Array[] = [];
    for await (const piece of cellRecordBytes([columnsFrom(rows, image)], head)) pieces.push(piece);
    return Buffer.concat(pieces);
  });
}

function columnsFrom(rows: readonly Row[], image: string): CellColumns {
  const cells = rows.map(cellOf);
  const channels = cells[0]?.means.length ?? 0;
  const numbers = (of: (cell: Cell) => number | null) => cells.map((cell) => of(cell) ?? Number.NaN);
  return {
    image,
    truthCells: cells.filter(({ side }) => side === 'truth').length,
    cell: Int32Array.from(numbers(({ cell }) => cell)),
    originalId: Float64Array.from(numbers(({ originalId }) => originalId)),
    matchedId: Float64Array.from(numbers(({ matchedId }) => matchedId ?? 0)),
    status: Uint8Array.from(numbers(({ status }) => CELL_STATUSES.indexOf(status))),
    iou: Float64Array.from(numbers(({ iou }) => iou)),
    dice: Float64Array.from(numbers(({ dice }) => dice)),
    hausdorff: Float64Array.from(numbers(({ hausdorff }) => hausdorff)),
    area: Int32Array.from(numbers(({ area }) => area)),
    perimeter: Float32Array.from(numbers(({ perimeter }) => perimeter)),
    centroidRow: Float32Array.from(numbers(({ centroidRow }) => centroidRow)),
    centroidColumn: Float32Array.from(numbers(({ centroidColumn }) => centroidColumn)),
    touchesBorder: Uint8Array.from(numbers(({ touchesBorder }) => Number(touchesBorder))),
    neighbourDistance: Float32Array.from(numbers(({ neighbourDistance }) => neighbourDistance)),
    channels: Array.from({ length: channels }, (_, i) => ({
      inside: Float32Array.from(numbers(({ means }) => means[i] ?? null)),
      ring: Float32Array.from(numbers(({ rings }) => rings[i] ?? null)),
    })),
  };
}
