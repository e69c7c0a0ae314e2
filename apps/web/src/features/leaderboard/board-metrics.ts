import type { Leaderboard, Metric, MetricId } from '@cellboard/contract';
import { boardMetrics, catalog, catalogEntry, isMetricId } from '@cellboard/metrics';

/** A metric that a board can show. */
export interface Choosable {
  readonly id: MetricId;
  readonly name: string;
}

/** Metrics that answer the same question. */
export interface MetricGroup<T extends Choosable = Choosable> {
  readonly title: string;
  readonly metrics: readonly T[];
}

/** Stands in an address for all metrics. */
const everyMetric = 'all';

/** The metrics to ask the server for; it adds the one that ranks. Words that are no metric are passed over. */
export function askedMetrics(chosen: string): MetricId[] {
  if (chosen === everyMetric) return catalog.map(({ id }) => id);
  const ids = chosen.split(',').filter(isMetricId);
  return ids.length > 0 ? ids : [...boardMetrics];
}

/** The metrics that a visitor sees chosen, answered or not: the one that ranks is shown unless others were chosen. */
export function chosenMetrics(chosen: string, primary: MetricId): MetricId[] {
  const asked = askedMetrics(chosen);
  const isChosen = chosen === everyMetric || chosen.split(',').some(isMetricId);
  return isChosen ? asked : [primary, ...asked.filter((id) => id !== primary)];
}

/** The chosen metrics that a board has answered, the one that ranks first. */
export function shownMetrics(chosen: string, { task, metrics }: Pick<Leaderboard, 'task' | 'metrics'>): Metric[] {
  const { primaryMetric } = task;
  const ids = chosenMetrics(chosen, primaryMetric);
  const first = ids.includes(primaryMetric) ? [primaryMetric] : [];
  return [...first, ...ids.filter((id) => id !== primaryMetric)].flatMap(
    (id) => metrics.find((metric) => metric.id === id) ?? [],
  );
}

/** A choice of metrics for the address: short where all are chosen, empty for the usual ones. */
export function writeChoice(ids: readonly MetricId[], available: readonly MetricId[]): string {
  return available.every((id) => ids.includes(id)) ? everyMetric : ids.join(',');
}

/** What can be chosen, with the names of the catalogue; a newer server may know metrics that the page does not. */
export function choosable(available: readonly MetricId[]): Choosable[] {
  return available.map((id) => ({ id, name: isMetricId(id) ? catalogEntry(id).name : id }));
}

const groupOf = (id: MetricId): string => (isMetricId(id) ? catalogEntry(id).group : 'more');

/** Sorts metrics into the catalogue's groups for choosing, in the order in which the groups first occur. */
export function groupMetrics<T extends Choosable>(metrics: readonly T[]): MetricGroup<T>[] {
  return [...new Set(metrics.map(({ id }) => groupOf(id)))].map((group) => ({
    title: group.charAt(0).toUpperCase() + group.slice(1),
    metrics: metrics.filter(({ id }) => groupOf(id) === group),
  }));
}

/** Metrics that differ only in their threshold. */
export interface MetricFamily<T extends Choosable = Choosable> {
  /** The name without the threshold, such as "F1"; a metric without a threshold stands alone under its name. */
  readonly name: string;
  readonly members: readonly { readonly metric: T; readonly threshold: string }[];
}

/** Gathers metrics by the part of their id before the threshold, in the order in which the families first occur. */
export function familiesOf<T extends Choosable>(metrics: readonly T[]): MetricFamily<T>[] {
  const parts = metrics.map((metric) => ({ metric, parts: metric.id.split('@') }));
  return [...new Set(parts.map(({ parts: [family] }) => family))].map((family) => {
    const members = parts
      .filter(({ parts: [other] }) => other === family)
      .map(({ metric, parts: [, threshold = ''] }) => ({ metric, threshold }));
    const { name = '' } = members[0]?.metric ?? {};
    return { name: members.length > 1 ? name.replace(/ at [\d.]+$/, '') : name, members };
  });
}

/** Why a score can be missing, in the catalogue's words. */
export function emptyRuleOf({ id }: Pick<Metric, 'id'>): string {
  return isMetricId(id) ? catalogEntry(id).emptyRule : '';
}
