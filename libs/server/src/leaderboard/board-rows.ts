import type { DatasetResult, LeaderboardRow, Slug } from '@cellboard/contract';
import type { BoardCell } from '@cellboard/db';
import { catalogEntry, competitionRanks, type CatalogEntry } from '@cellboard/metrics';
import { overallOf, type Overall, type OwnResults } from './board-overall.ts';

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
 * The rows of a board, best first; those without a rank last, and equals in the order in which they come. Which scores are
 * compared, see {@link overallOf}.
 */
export function rankedRows(
  cells: readonly { cell: BoardCell; result: DatasetResult }[],
  shape: BoardShape,
): LeaderboardRow[] {
  const byCandidate = new Map<string, { cell: BoardCell; result: DatasetResult }[]>();
  for (const one of cells) {
    const own = byCandidate.get(one.cell.candidateId);
    if (own) own.push(one);
    else byCandidate.set(one.cell.candidateId, [one]);
  }
  const candidates = [...byCandidate.values()];
  const overall = overallOf(candidates, shape);
  const rows = candidates.map((own, i) => toRow(own, overall[i], shape.datasets));
  const scores = rows.map((row) => (row.standing === 'ranked' ? (row.scores[shape.primary] ?? null) : null));
  const ranks = competitionRanks(scores, catalogEntry(shape.primary).direction);
  return rows
    .map((row, i) => ({ row, place: ranks[i] ?? 0, rank: scores[i] === null ? null : (ranks[i] ?? null) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row, rank }) => ({ ...row, rank }));
}

function toRow(
  own: OwnResults,
  overall: Overall | undefined,
  datasets: readonly BoardDataset[],
): Omit<LeaderboardRow, 'rank'> {
  const [first] = own;
  if (!first || !overall) throw new Error('A row needs at least one cell.');
  const { candidateId, model, modelName, candidate, candidateName, kind, developer } = first.cell;
  const results = datasets.flatMap(({ slug }) => own.find(({ cell }) => cell.dataset === slug)?.result ?? []);
  return {
    ...{ candidateId, model, modelName, candidate, candidateName, kind, developer, results },
    ...coverageOf(results, datasets),
    ...overall,
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
