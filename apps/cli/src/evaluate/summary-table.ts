import { isScored, type Evaluation } from '@cellboard/evaluation';
import { catalogEntry, type MetricId } from '@cellboard/metrics';
import { directionArrow, plainTable, scoreText } from '../tables.ts';
import { count } from '../terminal.ts';

/** The summary for people: a line for each metric, then what was scored and how long it took. */
export function summaryTable({ results, summary, timing }: Evaluation, metrics: readonly MetricId[]): string {
  const lines = metrics.map((id) => {
    const { direction, unit } = catalogEntry(id);
    return [id, directionArrow[direction], scoreText(summary.mean[id]), scoreText(summary.pooled[id]), unit ?? ''];
  });
  const missing =
    summary.missing.length === 0 ? '' : `, ${String(summary.missing.length)} of them without a prediction`;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return (
    `${plainTable(['Metric', '', 'Mean of images', 'All together', 'Unit'], lines)}\n\n` +
    `${count(summary.images, 'image')} of ${results.length.toLocaleString('en')} scored${missing}; ↑ more is better, ↓ less is better, – nothing to score.\n` +
    ignoredText(results) +
    `${seconds(timing.wallMs)} with ${count(timing.threads, 'thread')} (decoding ${seconds(timing.decodeMs)}, metrics ${seconds(timing.metricMs)}).`
  );
}

/** How much the ignore masks took away; empty where there are none. */
function ignoredText(results: Evaluation['results']): string {
  const masked = results.flatMap((result) => (isScored(result) ? (result.ignoredPixels ?? []) : []));
  if (masked.length === 0) return '';
  const pixels = masked.reduce((sum, ignored) => sum + ignored, 0);
  return `${count(pixels, 'pixel')} of ${count(masked.length, 'image')} ignored.\n`;
}
