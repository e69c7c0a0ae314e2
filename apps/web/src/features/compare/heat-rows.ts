import { STATUSES, type CellStatus, type ModelAt } from '@cellboard/viewer';

/** What every candidate made of one cell of the truth. */
export interface HeatRow {
  /** Number of the cell. */
  readonly cell: number;
  /** Id in the file. */
  readonly id: number;
  /** One for each candidate: the IoU with the matched cell, 0 where there is none. */
  readonly ious: readonly number[];
  readonly statuses: readonly CellStatus[];
  /** How many candidates found it. */
  readonly found: number;
}

/** The cells of the truth, those first on which candidates differ most, then those that fewest found. */
export function heatRows({ model, agreements }: ModelAt): HeatRow[] {
  const labels = model.segmentation(0)?.labels;
  if (!labels || agreements.length === 0) return [];
  const rows = Array.from({ length: labels.cellCount }, (_, k): HeatRow => {
    const cell = k + 1;
    const ious = agreements.map(({ truth }) => ((truth.partner[cell] ?? 0) > 0 ? (truth.iou[cell] ?? 0) : 0));
    const statuses = agreements.map(({ truth }) => STATUSES[truth.status[cell] ?? 0] ?? 'plain');
    return { cell, id: labels.ids[cell] ?? cell, ious, statuses, found: ious.filter((iou) => iou > 0).length };
  });
  const spread = ({ ious }: HeatRow): number => Math.max(...ious) - Math.min(...ious);
  return rows
    .filter(({ statuses }) => !statuses.includes('ignored'))
    .sort((a, b) => spread(b) - spread(a) || a.found - b.found || a.id - b.id);
}
