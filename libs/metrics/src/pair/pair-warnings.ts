import { sizeOf } from '@cellboard/labels';

import type { MetricId } from '../catalog/metric-id.ts';
import { scatteredCells } from '../distance/scattered-cells.ts';
import type { PairMeasures } from './pair-measures.ts';

/** Something about a pair of images that a reader of its scores has to know. */
export interface PairWarning {
  /**
   * `tooScattered`: the cells lie so scattered over each other that metrics were given up. They have their worst
   * values: mHD the diagonal of the image, as have the distances of single cells, and AJI+ 0.
   */
  readonly code: 'tooScattered';
  /** Cells of both images that are scattered, see {@link scatteredCells}. */
  readonly cells: number;
  /** The metrics that were given up; all others are computed as usual. */
  readonly metrics: readonly MetricId[];
  /** What happened and what to do, for people. */
  readonly message: string;
}

/** The warnings of what has been measured of a pair. */
export function pairWarnings(pair: Pick<PairMeasures, 'truth' | 'prediction' | 'givenUp'>): PairWarning[] {
  if (pair.givenUp.length === 0) return [];
  const [truth, prediction] = [scatteredCells(pair.truth).count, scatteredCells(pair.prediction).count];
  const diagonal = Math.hypot(...sizeOf(pair.truth)).toFixed(1);
  const worst = pair.givenUp.map((id) =>
    id === 'mHD' ? `mHD is set to the diagonal of the image, ${diagonal} px` : 'AJI+ is set to 0',
  );
  return [
    {
      code: 'tooScattered',
      cells: truth + prediction,
      metrics: [...pair.givenUp],
      message:
        `${whatIsScattered(truth, prediction)}, and comparing them would take too long: ${worst.join(', ')}. ` +
        `All other metrics are computed. Check that both files are label images, not pictures.`,
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
