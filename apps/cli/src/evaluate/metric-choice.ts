import { catalog, defaultMetrics, isMetricId, resolveMetrics, type MetricId } from '@cellboard/metrics';
import { nearest } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Reads `--metrics`.
 *
 * @param choice `all`, or ids with commas between them; undefined for the usual metrics
 * @throws UsageError if an id is unknown, with the one that was probably meant
 */
export function chooseMetrics(choice: string | undefined): MetricId[] {
  if (choice === undefined) return resolveMetrics('default');
  if (choice.trim() === 'all') return resolveMetrics('all');
  const ids = choice.split(',').map((id) => id.trim());
  const unknown = ids.find((id) => !isMetricId(id));
  if (unknown === undefined) return resolveMetrics(ids);
  const meant = nearest(
    unknown,
    catalog.map(({ id }) => id),
  );
  throw new UsageError(
    `There is no metric "${unknown}".${meant === undefined ? '' : ` Did you mean ${meant}?`} ` +
      '"cellboard evaluate --help" names all of them; "--metrics all" computes every one.',
  );
}

/** The ids for `--help`, thresholds folded. */
export function metricHelp(): string {
  const ids = new Set(catalog.map(({ id }) => id.replace(/@0\.\d+$/, '@t')));
  return `Metrics:\n${wrapped([...ids], 100)}\n  where t is an IoU threshold: 0.5, 0.55 … 0.95. Computed without --metrics:\n${wrapped([...defaultMetrics], 100)}`;
}

function wrapped(words: readonly string[], width: number): string {
  const lines = [' '];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length + 1 > width) lines.push(`  ${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join('\n');
}
