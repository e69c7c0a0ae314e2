import type { EvaluationScore, Part, SheetRow } from '@cellboard/db';
import { catalog, summarise } from '@cellboard/metrics';

/**
 * The scores of an evaluation from those of its images, under both aggregations, in the order of the catalogue: over
 * all images, and over each half of a divided dataset.
 */
export function evaluationScores(sheet: readonly SheetRow[]): EvaluationScore[] {
  const halves = (['public', 'private'] as const).filter((half) => sheet.some(({ part }) => part === half));
  return [
    ...scoresOver(sheet, 'all'),
    ...halves.flatMap((half) =>
      scoresOver(
        sheet.filter(({ part }) => part === half),
        half,
      ),
    ),
  ];
}

function scoresOver(sheet: readonly SheetRow[], part: Part): EvaluationScore[] {
  const summary = summarise(sheet.map(({ scores, fractions }) => ({ metrics: scores, fractions })));
  return catalog
    .filter(({ id }) => id in summary.mean)
    .flatMap(({ id, version }) => {
      const n = sheet.filter(({ scores }) => (scores[id] ?? null) !== null).length;
      return (['mean', 'pooled'] as const).map((aggregation) => {
        return { metric: id, metricVersion: version, aggregation, part, score: summary[aggregation][id] ?? null, n };
      });
    });
}
