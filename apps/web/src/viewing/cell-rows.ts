import { cellFacts, type CellFacts, type CellRef, type CellStatus, type ModelAt } from '@cellboard/viewer';

/** One cell in a table. */
export interface CellRow extends CellFacts {
  readonly ref: CellRef;
  /** Id of the matched cell of the other image in its file; null for none. */
  readonly partnerId: number | null;
}

/** By what a table of cells is sorted. */
export const cellOrders = ['worst', 'id', 'area', 'iou'] as const;
export type CellOrder = (typeof cellOrders)[number];

/** How bad it is: what is lost or invented first, then what is cut or joined, then by IoU. */
const severity: Readonly<Record<CellStatus, number>> = {
  missed: 0,
  invented: 1,
  merged: 2,
  split: 3,
  boundary: 4,
  matched: 5,
  plain: 6,
  ignored: 7,
};

/**
 * The cells of the truth, and those that a prediction invented, with what became of them.
 *
 * @param against index of the prediction; 0 for none, then it is the cells of the truth alone, or of the first
 *   prediction where there is no truth
 */
export function cellRows(at: ModelAt, against: number): CellRow[] {
  const hasTruth = at.model.segmentation(0) !== undefined;
  if (!hasTruth) return rowsOf(at, { segmentation: Math.max(1, against), against: 0 });
  const truth = rowsOf(at, { segmentation: 0, against });
  if (against === 0) return truth;
  const other = rowsOf(at, { segmentation: against, against: 0 });
  return [...truth, ...other.filter(({ status }) => status === 'invented')];
}

function rowsOf(at: ModelAt, { segmentation, against }: { segmentation: number; against: number }): CellRow[] {
  const { model } = at;
  const labels = model.segmentation(segmentation)?.labels;
  if (!labels) return [];
  const cells = segmentation === 0 && against === 0 ? undefined : at.cells(segmentation, against);
  const others = model.segmentation(segmentation === 0 ? against : 0)?.labels;
  return Array.from({ length: labels.cellCount }, (_, k): CellRow => {
    const facts = cellFacts({ labels, cells, pixelSize: model.data.pixelSize }, k + 1);
    const partnerId = facts.partner > 0 ? (others?.ids[facts.partner] ?? null) : null;
    return { ...facts, ref: { segmentation, cell: k + 1 }, partnerId };
  });
}

/** Rows in an order; the same ones always in the same. */
export function sortedRows(rows: readonly CellRow[], order: CellOrder): CellRow[] {
  const byId = (a: CellRow, b: CellRow): number => a.ref.segmentation - b.ref.segmentation || a.id - b.id;
  const byIou = (a: CellRow, b: CellRow): number => (a.iou ?? -1) - (b.iou ?? -1);
  const compare: Readonly<Record<CellOrder, (a: CellRow, b: CellRow) => number>> = {
    worst: (a, b) => severity[a.status] - severity[b.status] || byIou(a, b) || byId(a, b),
    id: byId,
    area: (a, b) => b.area - a.area || byId(a, b),
    iou: (a, b) => byIou(b, a) || byId(a, b),
  };
  return [...rows].sort(compare[order]);
}

/** How many cells have each status, without those that there are none of. */
export function statusCounts(rows: readonly CellRow[]): Map<CellStatus, number> {
  const counts = new Map<CellStatus, number>();
  for (const { status } of rows) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

/** All cells as a table for other programs: those of the truth once for each prediction, then those of the predictions. */
export function cellsCsv(at: ModelAt): string {
  const { model } = at;
  const names = new Map(model.segmentations.map(({ index, name }) => [index, quoted(name)]));
  const { map } = model.data;
  const all = model.segmentations.filter(({ index }) => model.segmentation(index) !== map);
  const predictions = all.filter(({ index }) => index > 0);
  const pairs = model.segmentation(0) ? predictions.map(({ index }) => [0, index] as const) : [];
  const alone = all.filter(({ index }) => index > 0 || pairs.length === 0);
  const lines = [...pairs, ...alone.map(({ index }) => [index, 0] as const)].flatMap(([segmentation, against]) =>
    rowsOf(at, { segmentation, against }).map(({ id, status, iou, partnerId, area, areaUm2 }) => {
      const compared = against > 0 ? (names.get(against) ?? '') : at.cells(segmentation) ? (names.get(0) ?? '') : '';
      const facts = [id, status, iou ?? '', partnerId ?? '', area, areaUm2 ?? ''];
      return [names.get(segmentation) ?? '', compared, ...facts].join(',');
    }),
  );
  const head = 'segmentation,compared_with,cell_id,status,iou,matched_id,area_px,area_um2';
  return `${[head, ...lines].join('\n')}\n`;
}

/** A name that a spreadsheet takes for text, not for a formula. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
