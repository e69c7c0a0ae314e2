import type { SheetRow, TaskScore } from '@cellboard/db';
import { catalog, summarise } from '@cellboard/metrics';

/** The scores of a task from those of its images, under both aggregations, in the order of the catalogue. */
export function taskScores(sheet: readonly SheetRow[]): TaskScore[] {
  const summary = summarise(sheet.map(({ scores, fractions }) => ({ metrics: scores, fractions })));
  return catalog
    .filter(({ id }) => id in summary.mean)
    .flatMap(({ id, version }) => {
      const n = sheet.filter(({ scores }) => (scores[id] ?? null) !== null).length;
      return (['mean', 'pooled'] as const).map((aggregation) => {
        return { metric: id, metricVersion: version, aggregation, score: summary[aggregation][id] ?? null, n };
      });
    });
}
