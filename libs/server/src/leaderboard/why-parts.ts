import { Problem, type LeaderboardRow, type Slug, type WhyPart } from '@cellboard/contract';
import type { BoardCell, ScoreOf, ScoreOriginRepository } from '@cellboard/db';
import { catalogEntry } from '@cellboard/metrics';

/** How many images with the worst scores are named for each dataset. */
const WORST = 5;

/** The number whose parts are asked for. */
export interface NumberOnBoard {
  readonly row: LeaderboardRow;
  /** The candidate's results, with their scores by the metric that is asked for. */
  readonly cells: readonly BoardCell[];
  readonly of: ScoreOf;
}

/** What a number is made from, dataset by dataset. */
export async function whyParts(
  repository: ScoreOriginRepository,
  { row, cells, of }: NumberOnBoard,
): Promise<WhyPart[]> {
  const { metric, slice } = of;
  const { direction } = catalogEntry(metric);
  const origins = await repository.origins(of);
  const parts = row.results.map(async ({ score: _score, ...result }) => {
    const cell = cells.find(({ dataset }) => dataset === result.dataset);
    const origin = origins.find(({ evaluationId }) => evaluationId === cell?.evaluationId);
    // A result that changed between two queries: the next answer has it.
    if (!cell || !origin) return [];
    const { evaluationId, submittedAt, reading: _reading, ...facts } = origin;
    const worst = await repository.worst(evaluationId, { metric, direction, slice, limit: WORST });
    const part = { ...result, ...facts, score: cell.scores[metric] ?? null, worst: [...worst] };
    return [{ ...part, submittedAt: submittedAt?.toISOString() ?? null }];
  });
  return (await Promise.all(parts)).flat();
}

/** The refusal where a candidate has no result on a board. */
export function noResult(model: Slug, candidate: Slug): Problem {
  return new Problem(
    'CANDIDATE_NOT_FOUND',
    `The candidate "${model}/${candidate}" has no result on this leaderboard. \`leaderboard.get\` lists those that have.`,
  );
}
