import { STATUSES } from '../cells/status.ts';
import type { ModelAt } from './model-at.ts';
import type { SegmentationIndex } from './viewer-data.ts';
import type { CellRef } from './state.ts';

/** What stands for a selected cell in another panel. */
export interface Counterparts {
  /** Cells of the panel's own segmentation. */
  readonly own: readonly number[];
  /** Cells of the truth whose outlines are drawn over it: a missed cell is seen as a ghost. */
  readonly truth: readonly number[];
}

const NOTHING: Counterparts = { own: [], truth: [] };

/**
 * The cells of a segmentation that belong to a selected cell. For a truth cell these are the predicted cell that it is
 * matched with, else the one that it overlaps most; for a predicted cell its truth cell, and over it those of other
 * predictions.
 */
export function counterparts(
  at: ModelAt,
  { segmentation, cell }: CellRef,
  index: SegmentationIndex | null,
): Counterparts {
  if (segmentation === index) return { own: [cell], truth: [] };
  const truth = segmentation === 0 ? cell : partnerInTruth(at, segmentation, cell);
  if (truth === 0) return NOTHING;
  if (index === 0) return { own: [truth], truth: [] };
  const found = index === null ? 0 : inPrediction(at, index, truth);
  return { own: found > 0 ? [found] : [], truth: [truth] };
}

function partnerInTruth(at: ModelAt, index: SegmentationIndex, cell: number): number {
  return at.cells(index)?.partner[cell] ?? 0;
}

function inPrediction(at: ModelAt, index: SegmentationIndex, truth: number): number {
  const matched = at.cells(0, index)?.partner[truth] ?? 0;
  if (matched > 0) return matched;
  return at.model.agreements[index - 1]?.overlapsOfTruth(truth)[0]?.prediction ?? 0;
}

/** What became of a truth cell in a prediction, such as "merged with cell 58" or "matched, IoU 0.83"; by original ids. */
export function outcomeInWords(at: ModelAt, truth: number, against: SegmentationIndex): string {
  const { model } = at;
  const agreement = model.agreements[against - 1];
  const cells = at.cells(0, against);
  if (!agreement || !cells) return '';
  const iou = cells.iou[truth]!;
  const status = STATUSES[cells.status[truth]!]!;
  switch (status) {
    case 'matched':
      return `matched, IoU ${iou.toFixed(2)}`;
    case 'merged': {
      const others = agreement.mergedWith(truth).map((other) => model.data.truth?.labels.ids[other]);
      return `merged with cell ${others.join(', ')}`;
    }
    case 'split':
      return `split into ${agreement.partsOf(truth)} cells`;
    case 'boundary':
      return `found, but with IoU ${iou.toFixed(2)} only`;
    case 'ignored':
      return 'not scored';
    case 'missed':
    case 'invented':
    case 'plain':
      return iou > 0 ? `missed, largest IoU ${iou.toFixed(2)}` : 'missed';
  }
}
