import type { ImageScores, Metric } from '@cellboard/contract';
import { boardIntervals } from './board-intervals.ts';

/** What the worker is asked. */
export interface IntervalsRequest {
  readonly scores: ImageScores;
  readonly metric: Pick<Metric, 'direction' | 'unit'>;
}

addEventListener('message', ({ data }: MessageEvent<IntervalsRequest>) => {
  postMessage(boardIntervals(data.scores, data.metric));
});
