import type { DatasetResult, LeaderboardRow, Scores, Slug } from '@cellboard/contract';
import type { BoardCell } from '@cellboard/db';
import { catalogEntry, competitionRanks, type CatalogEntry } from '@cellboard/metrics';

/** A dataset of a board. */
export interface BoardDataset {
  readonly slug: Slug;
  /** Number of the dataset version. */
  readonly version: number;
  /** Images that are scored. */
  readonly imageCount: number;
}

/** What rows are made of. */
export interface BoardShape {
  /** Every dataset of the board, in its order, in the version that the task takes. */
  readonly datasets: readonly BoardDataset[];
  readonly metrics: readonly CatalogEntry[];
  /** The metric that ranks. */
  readonly primary: string;
}

/**
 * The rows of a board, best first; those without a rank last, and equals in the order in which they come.
 *
 * Over several datasets a score is the mean of the datasets' scores, each with the same weight. Means over different
 * datasets cannot be compared, so only candidates with a result on every dataset are ranked. Nor can scores on different
 * versions of a dataset: those that have not followed to the newest are not ranked. Controls and annotators give the
 * scale of a board and are never ranked.
 */
export function rankedRows(
  cells: readonly { cell: BoardCell; result: DatasetResult }[],
  { datasets, metrics, primary }: BoardShape,
): LeaderboardRow[] {
  const byCandidate = new Map<string, { cell: BoardCell; result: DatasetResult }[]>();
  for (const one of cells) {
    const own = byCandidate.get(one.cell.candidateId) ?? [];
    byCandidate.set(one.cell.candidateId, [...own, one]);
  }
  const rows = Array.from(byCandidate.values(), (own) => toRow(own, { datasets, metrics, primary }));
  const isRanked = rows.map(
    ({ kind, results }) =>
      kind === 'method' && results.length === datasets.length && results.every(({ outdated }) => !outdated),
  );
  const scores = rows.map((row, i) => (isRanked[i] ? (row.scores[primary] ?? null) : null));
  const ranks = competitionRanks(scores, catalogEntry(primary).direction);
  return rows
    .map((row, i) => ({ row, place: ranks[i] ?? 0, rank: scores[i] === null ? null : (ranks[i] ?? null) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row, rank }) => ({ ...row, rank }));
}

function toRow(
  own: readonly { cell: BoardCell; result: DatasetResult }[],
  { datasets, metrics }: BoardShape,
): Omit<LeaderboardRow, 'rank'> {
  const [first] = own;
  if (!first) throw new Error('A row needs at least one cell.');
  const { candidateId, model, modelName, candidate, candidateName, kind, developer } = first.cell;
  const results = datasets.flatMap(({ slug }) => own.find(({ cell }) => cell.dataset === slug)?.result ?? []);
  return {
    ...{ candidateId, model, modelName, candidate, candidateName, kind, developer, results },
    ...coverageOf(results, datasets),
    scores: Object.fromEntries(
      metrics.map(({ id }) => [
        id,
        meanOf(
          own.map(({ cell }) => cell.scores),
          id,
        ),
      ]),
    ),
    evaluatedAt:
      results
        .map(({ evaluatedAt }) => evaluatedAt)
        .sort()
        .at(-1) ?? '',
  };
}

/**
 * The images of the whole board, and those of them without a prediction: also all images of a dataset without a result.
 * A result on another version of a dataset says nothing about the images of this one: they may be others.
 */
function coverageOf(
  results: readonly DatasetResult[],
  datasets: readonly BoardDataset[],
): Pick<LeaderboardRow, 'imageCount' | 'missingCount'> {
  const counts = datasets.map(({ slug, version, imageCount }) => {
    const result = results.find(({ dataset }) => dataset === slug);
    if (!result) return { imageCount, missingCount: imageCount };
    return result.datasetVersion === version ? result : { imageCount, missingCount: null };
  });
  const missing = counts.map(({ missingCount }) => missingCount).filter((count) => count !== null);
  return {
    imageCount: counts.reduce((sum, { imageCount }) => sum + imageCount, 0),
    missingCount: missing.length < counts.length ? null : missing.reduce((sum, count) => sum + count, 0),
  };
}

/** The mean of a metric over datasets; null where one of them has nothing to score. */
function meanOf(sheets: readonly Scores[], metric: string): number | null {
  const scores = sheets.map((sheet) => sheet[metric] ?? null);
  const known = scores.filter((score) => score !== null);
  return known.length === scores.length ? known.reduce((sum, score) => sum + score, 0) / scores.length : null;
}
