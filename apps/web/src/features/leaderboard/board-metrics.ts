import type { Metric, MetricId } from '@cellboard/contract';
import { catalogEntry, isMetricId } from '@cellboard/metrics';

/** Metrics that answer the same question. */
export interface MetricGroup {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

/** The catalogue's group; a server newer than this page may know metrics that the page does not. */
const groupOf = ({ id }: Metric): string => (isMetricId(id) ? catalogEntry(id).group : 'more');

/** Sorts metrics into the catalogue's groups for choosing, in the order in which the groups first occur. */
export function groupMetrics(metrics: readonly Metric[]): MetricGroup[] {
  return [...new Set(metrics.map(groupOf))].map((group) => ({
    title: group.charAt(0).toUpperCase() + group.slice(1),
    metrics: metrics.filter((metric) => groupOf(metric) === group),
  }));
}

/** Metrics that differ only in their threshold. */
export interface MetricFamily {
  /** The name without the threshold, such as "F1 at"; a metric without a threshold stands alone under its name. */
  readonly name: string;
  readonly members: readonly { readonly metric: Metric; readonly threshold: string }[];
}

/** Gathers metrics by the part of their id before the threshold, in the order in which the families first occur. */
export function familiesOf(metrics: readonly Metric[]): MetricFamily[] {
  const parts = metrics.map((metric) => ({ metric, parts: metric.id.split('@') }));
  return [...new Set(parts.map(({ parts: [family] }) => family))].map((family) => {
    const members = parts
      .filter(({ parts: [other] }) => other === family)
      .map(({ metric, parts: [, threshold = ''] }) => ({ metric, threshold }));
    const { name = '' } = members[0]?.metric ?? {};
    return { name: members.length > 1 ? name.replace(/\s*[\d.]+$/, '') : name, members };
  });
}

/** Why a score can be missing, in the catalogue's words. */
export function emptyRuleOf({ id }: Metric): string {
  return isMetricId(id) ? catalogEntry(id).emptyRule : '';
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
 * @param chosen as {@link writeChoice} wrote it; ids the board does not know are passed over, and the default set takes
 *   the place of an empty choice
 */
export function shownMetrics(chosen: string, primary: MetricId, metrics: readonly Metric[]): Metric[] {
  const ids = chosen.split(',').filter((id) => metrics.some((metric) => metric.id === id));
  const wanted = ids.length > 0 ? ids : defaultMetricIds(primary, metrics);
  const shown = chosen === everyMetric ? metrics : metrics.filter((metric) => wanted.includes(metric.id));
  return [...shown.filter(({ id }) => id === primary), ...shown.filter(({ id }) => id !== primary)];
}

/** A choice of metrics for the address: short where all are chosen, empty for the default set. */
export function writeChoice(ids: readonly MetricId[], metrics: readonly Metric[]): string {
  return metrics.every(({ id }) => ids.includes(id)) ? everyMetric : ids.join(',');
}

const everyMetric = 'all';
