import { pairedSummary, type PairedRequest } from './paired-summary.ts';

addEventListener('message', ({ data }: MessageEvent<PairedRequest>) => {
  postMessage(pairedSummary(data));
});
