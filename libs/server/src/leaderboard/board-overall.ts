import type { DatasetResult, LeaderboardRow, Scores, Slug, Standing } from '@cellboard/contract';
import type { BoardCell } from '@cellboard/db';
import { adjustMeans, overallScale, type CatalogEntry } from '@cellboard/metrics';

/** The results of a candidate, one for each dataset that it has some on. */
export type OwnResults = readonly { readonly cell: BoardCell; readonly result: DatasetResult }[];

/** What overall scores are made over. */
export interface OverallShape {
  readonly datasets: readonly { readonly slug: Slug }[];
  readonly metrics: readonly CatalogEntry[];
  /** The metric that ranks. */
  readonly primary: string;
}

/** What a candidate stands for on a board. */
export type Overall = Pick<LeaderboardRow, 'scores' | 'standing' | 'counted'>;

/** So many datasets say what a method can do in general, or half of them where a board has more than twice as many. */
const FEWEST_DATASETS = 3;

/** How many datasets of a board a candidate needs results on to be ranked: three, all where it has fewer, and half at least. */
export function neededDatasets(datasets: number): number {
  return Math.max(Math.min(FEWEST_DATASETS, datasets), Math.ceil(datasets / 2));
}

/** Whether a result is part of an overall score: complete, of the newest versions, and not seen in training. */
export function countsOverall(
  { missingCount, outdated, exposure }: Pick<DatasetResult, 'missingCount' | 'outdated' | 'exposure'>,
  seen: boolean,
): boolean {
  return missingCount === 0 && !outdated && (seen || exposure === 'unseen');
}

/**
 * The overall scores of all candidates of a board, in their order, and whether they are ranked. On one dataset they are
 * the scores on it. On several, methods are compared by the means that `adjustMeans` gives over the results that count;
 * controls and annotators, which give the scale, have plain means and do not move those of others.
 */
export function overallOf(candidates: readonly OwnResults[], shape: OverallShape): Overall[] {
  return shape.datasets.length === 1 ? candidates.map((own) => onOneDataset(own, shape)) : onSeveral(candidates, shape);
}

function onOneDataset(own: OwnResults, { metrics, primary }: OverallShape): Overall {
  const [only] = own;
  const scores = Object.fromEntries(metrics.map(({ id }) => [id, only?.cell.scores[id] ?? null]));
  const standing =
    aside(own) ?? (only?.result.outdated ? 'outdated' : (scores[primary] ?? null) === null ? 'undefined' : 'ranked');
  return { scores, standing, counted: own.length };
}

/** Why a candidate is never ranked; undefined for methods. */
function aside(own: OwnResults): Standing | undefined {
  const kind = own[0]?.cell.kind;
  return kind === 'control' || kind === 'annotator' ? kind : undefined;
}

function onSeveral(candidates: readonly OwnResults[], shape: OverallShape): Overall[] {
  const { datasets, metrics, primary } = shape;
  const needed = neededDatasets(datasets.length);
  const counting = candidates.map((own) => (aside(own) ? [] : own.filter(({ result }) => result.counts)));
  const byMetric = metrics.map((metric) => ({ metric, means: adjusted(counting, { metric, datasets }) }));
  return candidates.map((own, i): Overall => {
    const counted = counting[i]?.length ?? 0;
    const kind = aside(own);
    if (kind) return { scores: plainMeans(own, shape), standing: kind, counted: own.length };
    const scores = Object.fromEntries(byMetric.map(({ metric, means }) => [metric.id, means.scores[i] ?? null]));
    const ranking = byMetric.find(({ metric }) => metric.id === primary)?.means;
    const standing = standingOf({
      counted,
      needed,
      score: scores[primary] ?? null,
      isConnected: ranking?.isConnected[i],
    });
    const none: Scores = Object.fromEntries(metrics.map(({ id }) => [id, null]));
    return { scores: standing === 'ranked' ? scores : none, standing, counted };
  });
}

function standingOf(own: {
  readonly counted: number;
  readonly needed: number;
  readonly score: number | null;
  readonly isConnected: boolean | undefined;
}): Standing {
  if (own.counted < own.needed) return 'few';
  if (own.score !== null) return 'ranked';
  return own.isConnected === false ? 'apart' : 'undefined';
}

interface Adjusted {
  readonly scores: readonly (number | null)[];
  readonly isConnected: readonly boolean[];
}

/** Adjusted means by one metric; null where a result that counts has no score by it, or nothing connects a candidate. */
function adjusted(
  candidates: readonly OwnResults[],
  { metric, datasets }: { readonly metric: CatalogEntry; readonly datasets: OverallShape['datasets'] },
): Adjusted {
  const table = candidates.map((own) =>
    datasets.map(({ slug }) => own.find(({ cell }) => cell.dataset === slug)?.cell.scores[metric.id] ?? null),
  );
  const counts = table.map((row) => row.map((score) => score !== null));
  if (!counts.some((row) => row.includes(true)))
    return { scores: candidates.map(() => null), isConnected: candidates.map(() => true) };
  const { to, from } = overallScale(metric);
  const { isConnected, meansOf } = adjustMeans(counts);
  const means = meansOf((i, k) => to(table[i]?.[k] ?? 0));
  const scores = candidates.map((own, i) => {
    const isWhole = counts[i]?.filter((isThere) => isThere).length === own.length;
    return isWhole && isConnected[i] ? from(means[i] ?? 0) : null;
  });
  // Without a score there is nothing to connect: that is another reason.
  return { scores, isConnected: isConnected.map((is, i) => is || !counts[i]?.includes(true)) };
}

/** Means over all datasets of a board; null where one of them has no score. */
function plainMeans(own: OwnResults, { datasets, metrics }: OverallShape): Scores {
  return Object.fromEntries(
    metrics.map((metric) => {
      const { to, from } = overallScale(metric);
      const known = own.map(({ cell }) => cell.scores[metric.id] ?? null).filter((score) => score !== null);
      const isWhole = known.length === datasets.length;
      return [metric.id, isWhole ? from(known.reduce((sum, score) => sum + to(score), 0) / known.length) : null];
    }),
  );
}
