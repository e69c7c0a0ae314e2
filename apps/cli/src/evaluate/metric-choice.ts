import { boardMetrics, catalog, defaultMetrics, isMetricId, resolveMetrics, type MetricId } from '@cellboard/metrics';
import { nearest } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';

/** Which metrics are computed, and which of them a table shows. */
export interface MetricChoice {
  /** In the order of the catalogue. */
  readonly computed: readonly MetricId[];
  /** In the order of the table. */
  readonly shown: readonly MetricId[];
  /** Whether the user chose them. */
  readonly chosen: boolean;
}

/**
 * Reads `--metrics`. Without it, a table shows what the board shows; files hold more.
 *
 * @param choice `all`, or ids with commas between them; undefined for the usual metrics
 * @throws UsageError if an id is unknown, with those that are probably meant
 */
export function chooseMetrics(choice: string | undefined): MetricChoice {
  if (choice === undefined) {
    return { computed: resolveMetrics([...defaultMetrics, ...boardMetrics]), shown: boardMetrics, chosen: false };
  }
  const ids = choice.trim() === 'all' ? ('all' as const) : choice.split(',').map((id) => id.trim());
  const unknown = ids === 'all' ? undefined : ids.find((id) => !isMetricId(id));
  if (unknown !== undefined) {
    throw new UsageError(
      `--metrics: ${noMetric(unknown)} "cellboard evaluate --help" lists all ids; "--metrics all" takes all of them.`,
    );
  }
  const computed = resolveMetrics(ids);
  return { computed, shown: computed, chosen: true };
}

/** That there is no metric of a name, and which may be meant. */
export function noMetric(unknown: string): string {
  const meant = metricsLike(unknown);
  const question = meant.length === 0 ? '' : ` Did you mean ${listed(meant)}?`;
  return `There is no metric "${unknown}".${question}`;
}

/** Metrics with a threshold that are suggested by their name alone. */
const SUGGESTED = 3;

/** The ids that a text may be meant for: those of its name where it lacks a threshold, or the nearest one. */
function metricsLike(text: string): string[] {
  const ids = catalog.map(({ id }) => id);
  const [name = '', threshold] = text.toLowerCase().split('@');
  const family = ids.filter((id) => id.toLowerCase().startsWith(`${name}@`));
  if (name !== '' && threshold === undefined && family.length > 0) return family.slice(0, SUGGESTED);
  const meant = nearest(text, family.length > 0 ? family : ids) ?? family[0];
  if (meant !== undefined) return [meant];
  const close = nearest(name, [...new Set(ids.map((id) => id.split('@')[0] ?? id))]);
  return close === undefined ? [] : ids.filter((id) => id === close || id.startsWith(`${close}@`)).slice(0, SUGGESTED);
}

function listed(words: readonly string[]): string {
  const [last = '', ...others] = words.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} or ${last}`;
}

/** The ids for `--help`, thresholds folded. */
export function metricHelp(): string {
  const ids = new Set(catalog.map(({ id }) => id.replace(/@0\.\d+$/, '@t')));
  return (
    `Metrics:\n${wrapped([...ids], 100)}\n  where t is an IoU threshold: 0.5, 0.55 … 0.95, such as f1@0.5.\n\n` +
    `Without --metrics, the table shows those that the board shows:\n${wrapped(boardMetrics, 100)}\n` +
    `The files of --json and --csv hold these, too:\n${wrapped(
      defaultMetrics.filter((id) => !boardMetrics.includes(id)),
      100,
    )}`
  );
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
