import { sizeOf } from '@cellboard/labels';

import { scatteredCells } from '../distance/scattered-cells.ts';
import type { PairMeasures } from './pair-measures.ts';

/** Something about a pair of images that a reader of its scores has to know. */
export interface PairWarning {
  /**
   * `tooScattered`: the cells lie so scattered over each other that mHD was given up. It is then the diagonal of the
   * image, as are the distances of single cells; all other metrics are as ever.
   */
  readonly code: 'tooScattered';
  /** Cells of both images that are scattered, see {@link scatteredCells}. */
  readonly cells: number;
  /** What happened and what to do, for people. */
  readonly message: string;
}

/** The warnings of what has been measured of a pair. */
export function pairWarnings(pair: Pick<PairMeasures, 'truth' | 'prediction' | 'measuredNearest'>): PairWarning[] {
  if (pair.measuredNearest?.givenUp !== true) return [];
  const [truth, prediction] = [scatteredCells(pair.truth).count, scatteredCells(pair.prediction).count];
  const diagonal = Math.hypot(...sizeOf(pair.truth)).toFixed(1);
  return [
    {
      code: 'tooScattered',
      cells: truth + prediction,
      message:
        `${whatIsScattered(truth, prediction)}, and mHD would take too long. It is set to the diagonal of the image, ` +
        `${diagonal} px; all other metrics are computed. Check that both files are label images, not pictures.`,
    },
  ];
}

function whatIsScattered(truth: number, prediction: number): string {
  const found = [
    ...(prediction > 0 ? [`${prediction} predicted ${prediction === 1 ? 'cell' : 'cells'}`] : []),
    ...(truth > 0 ? [`${truth} truth ${truth === 1 ? 'cell' : 'cells'}`] : []),
  ];
  if (found.length === 0) return 'The cells lie across each other';
  return `${found.join(' and ')} ${truth + prediction === 1 ? 'is' : 'are'} scattered over the image`;
}
