import type { ImageScores, Metric } from '@cellboard/contract';
import { boardFigures } from './board-figures.ts';

/** What the worker is asked. */
export interface FiguresRequest {
  readonly scores: ImageScores;
  readonly metric: Pick<Metric, 'direction' | 'unit'>;
}

addEventListener('message', ({ data }: MessageEvent<FiguresRequest>) => {
  postMessage(boardFigures(data.scores, data.metric));
});
