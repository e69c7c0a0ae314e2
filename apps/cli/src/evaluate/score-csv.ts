import { isScored, type Evaluation } from '@cellboard/evaluation';
import type { MetricId } from '@cellboard/metrics';
import { csvLine } from '../csv.ts';

/** The scored images as CSV, a line each; an empty field where there is nothing to score. */
export function toCsv({ results }: Evaluation, metrics: readonly MetricId[]): string {
  const lines = results
    .filter(isScored)
    .map((row) =>
      csvLine([row.image, row.width, row.height, row.missing, ...metrics.map((id) => row.metrics[id] ?? null)]),
    );
  return `${[csvLine(['image', 'width', 'height', 'missing', ...metrics]), ...lines].join('\r\n')}\r\n`;
}
