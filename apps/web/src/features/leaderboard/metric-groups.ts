import type { Metric, MetricId } from '@cellboard/contract';

/** Metrics that answer the same question. */
export interface MetricGroup {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

const groups: readonly { title: string; families: readonly string[] }[] = [
  { title: 'Overlap and outline', families: ['mDice', 'mIoU', 'mHD'] },
  { title: 'Detection', families: ['f1', 'ap', 'precision', 'recall'] },
  { title: 'Panoptic quality', families: ['pq', 'sq', 'dq'] },
  { title: 'Counts', families: ['tp', 'fp', 'fn', 'truthCells', 'predictedCells'] },
];
const elsewhere = 'More';

/** The family of a metric: its id without the threshold, such as `f1` for `f1@0.5`. */
const familyOf = (id: MetricId): string => id.split('@')[0] ?? id;

/** Sorts metrics into groups for choosing; a family that no group names stands under "More". */
export function groupMetrics(metrics: readonly Metric[]): MetricGroup[] {
  const titleOf = (metric: Metric): string =>
    groups.find(({ families }) => families.includes(familyOf(metric.id)))?.title ?? elsewhere;
  return [...groups.map(({ title }) => title), elsewhere]
    .map((title) => ({ title, metrics: metrics.filter((metric) => titleOf(metric) === title) }))
    .filter((group) => group.metrics.length > 0);
}

const usual: readonly MetricId[] = ['f1@0.5', 'ap@0.5', 'ap@0.75', 'pq', 'mDice', 'mIoU', 'mHD'];

/** The metrics shown when nobody has chosen: the one that decides the rank, then the usual ones the board has. */
export function defaultMetricIds(primary: MetricId, metrics: readonly Metric[]): MetricId[] {
  const wanted = [...new Set([primary, ...usual])];
  return wanted.filter((id) => metrics.some((metric) => metric.id === id));
}

/**
 * The metrics to show, in the catalogue's order with the deciding one first.
 *
 * @param chosen ids with commas between; ids the board does not know are passed over, and the default set takes the
 *   place of an empty choice
 */
export function shownMetrics(chosen: string, primary: MetricId, metrics: readonly Metric[]): Metric[] {
  const ids = chosen.split(',').filter((id) => metrics.some((metric) => metric.id === id));
  const wanted = ids.length > 0 ? ids : defaultMetricIds(primary, metrics);
  const shown = metrics.filter((metric) => wanted.includes(metric.id));
  return [...shown.filter(({ id }) => id === primary), ...shown.filter(({ id }) => id !== primary)];
}
