import { Problem, type Metric, type MetricId } from '@cellboard/contract';
import type { BoardCell } from '@cellboard/db';
import { catalog, resolveMetrics, type CatalogEntry } from '@cellboard/metrics';

/**
 * The metrics of a board in the order of the catalogue: those asked for or the usual ones, and the one that ranks.
 *
 * @throws Problem REQUEST_INVALID for a metric that does not exist
 */
export function metricsOf(asked: readonly MetricId[] | undefined, primary: MetricId): CatalogEntry[] {
  const wanted = new Set<string>([...(asked ?? resolveMetrics('default')), primary]);
  const metrics = catalog.filter(({ id }) => wanted.has(id));
  if (metrics.length === wanted.size) return metrics;
  const unknown = [...wanted].filter((id) => !catalog.some((entry) => entry.id === id));
  throw new Problem('REQUEST_INVALID', `There is no metric ${unknown.join(', ')}. The page /metrics lists them all.`);
}

/** A metric as the wire has it. */
export function toMetric({ id, name, description, direction, unit, range: [min, max] }: CatalogEntry): Metric {
  return { id, name, description, direction, unit, range: [min, max] };
}

/** The metrics whose scores are not all of one version, in the order of the catalogue: they cannot be compared. */
export function mixedVersions(cells: readonly Pick<BoardCell, 'scores' | 'versions'>[]): MetricId[] {
  const isMixed = ({ id }: CatalogEntry) => {
    const scored = cells.filter(({ scores }) => (scores[id] ?? null) !== null);
    return new Set(scored.map(({ versions }) => versions[id])).size > 1;
  };
  return catalog.filter(isMixed).map(({ id }) => id);
}
