import type { CatalogEntry, EntryFacts } from './catalog-entry.ts';
import { matchingFacts } from './matching-facts.ts';
import { matchingNames, singleIds, thresholds, matchingId, type MatchingName, type MetricId } from './metric-id.ts';
import { singleFacts } from './single-facts.ts';

/** Every metric, in the order in which tables show them. */
export const catalog: readonly CatalogEntry[] = singleIds.flatMap((id) => {
  const entry = completed(id, id.split('@')[0]!, singleFacts[id]);
  return id === 'mHD' ? [entry, ...matchingNames.flatMap(atEachThreshold)] : [entry];
});

function atEachThreshold(name: MatchingName): CatalogEntry[] {
  return thresholds.map((threshold) => completed(matchingId(name, threshold), name, matchingFacts(name, threshold)));
}

function completed(id: MetricId, page: string, facts: EntryFacts): CatalogEntry {
  return { id, unit: null, direction: 'higher', range: [0, 1], version: 1, primary: false, page, ...facts };
}

const byId: ReadonlyMap<string, CatalogEntry> = new Map(catalog.map((entry) => [entry.id, entry]));

/** Whether the text is the id of a metric. */
export function isMetricId(text: string): text is MetricId {
  return byId.has(text);
}

/**
 * The catalogue's entry of a metric.
 *
 * @throws RangeError if there is none
 */
export function catalogEntry(id: string): CatalogEntry {
  const entry = byId.get(id);
  if (!entry) throw new RangeError(unknownMetric(id));
  return entry;
}

/** The metrics that are computed if you ask for no others. */
export const defaultMetrics: readonly MetricId[] = [
  'mDice',
  'mIoU',
  'mHD',
  ...matchingNames.flatMap((name) => (['0.5', '0.75', '0.9'] as const).map((threshold) => matchingId(name, threshold))),
  'pq',
  'sq',
  'dq',
  'truthCells',
  'predictedCells',
];

/** The metrics that a board and a table show if you choose no others, counts of mistakes first after the one that ranks. */
export const boardMetrics: readonly MetricId[] = [
  'f1@0.5',
  'missed',
  'invented',
  'splits',
  'merges',
  'pq',
  'mDice',
  'mHD',
];

/**
 * Turns what a user asks for into metric ids in the order of the catalogue, each once.
 *
 * @param wanted `all`, `default`, or a list of ids
 * @throws RangeError if an id is unknown, naming it and those it may be
 */
export function resolveMetrics(wanted: 'all' | 'default' | readonly string[]): MetricId[] {
  if (wanted === 'all') return catalog.map(({ id }) => id);
  const ids: readonly string[] = wanted === 'default' ? defaultMetrics : wanted;
  for (const id of ids) if (!isMetricId(id)) throw new RangeError(unknownMetric(id));
  const chosen = new Set(ids);
  return catalog.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
}

function unknownMetric(id: string): string {
  const names = matchingNames.map((name) => `${name}@0.5 … ${name}@0.95`);
  return `There is no metric "${id}". Metrics are ${[...singleIds, ...names].join(', ')}, and "all" for all of them.`;
}
