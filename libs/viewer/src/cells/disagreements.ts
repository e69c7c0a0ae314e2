import type { AgreementAt } from './agreement.ts';
import { codeOf } from './status.ts';

/** A cell where predictions differ from each other, or from the truth. */
export interface Disagreement {
  readonly of: 'truth' | 'prediction';
  /** Which of the predictions the cell is of; 0 for a cell of the truth. */
  readonly prediction: number;
  /** Number of the cell. */
  readonly cell: number;
  /** 0 to 1, larger for what is worth a look first. */
  readonly size: number;
}

/**
 * Cells worth a look, the largest disagreement first. With several predictions, truth cells by the difference between
 * their best and their worst IoU; with one, truth cells by how much its IoU lacks, unless they are matched. Invented
 * cells come after them. The order is the same whenever the input is.
 */
export function disagreements(predictions: readonly AgreementAt[]): Disagreement[] {
  const found: Disagreement[] = [];
  const cells = predictions[0]?.truth.iou.length ?? 0;
  for (let cell = 1; cell < cells; cell++) {
    const size = predictions.length > 1 ? spread(predictions, cell) : lack(predictions[0]!, cell);
    if (size > 0) found.push({ of: 'truth', prediction: 0, cell, size });
  }
  found.sort((a, b) => b.size - a.size || a.cell - b.cell);
  return [...found, ...predictions.flatMap(invented)];
}

function spread(predictions: readonly AgreementAt[], cell: number): number {
  const ious = predictions.map(({ truth }) => (truth.partner[cell]! > 0 ? truth.iou[cell]! : 0));
  return Math.max(...ious) - Math.min(...ious);
}

function lack({ truth }: AgreementAt, cell: number): number {
  if (truth.status[cell] === codeOf('ignored')) return 0;
  return truth.partner[cell]! > 0 ? 0 : 1 - truth.iou[cell]!;
}

function invented({ prediction: { status } }: AgreementAt, prediction: number): Disagreement[] {
  const found: Disagreement[] = [];
  const code = codeOf('invented');
  for (let cell = 1; cell < status.length; cell++) {
    if (status[cell] === code) found.push({ of: 'prediction', prediction, cell, size: 0 });
  }
  return found;
}
