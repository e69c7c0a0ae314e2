import type { Leaderboard, LeaderboardRow } from '@cellboard/contract';
import { defaultMetrics } from '@cellboard/metrics';
import { count } from '../terminal.ts';
import { directionArrow, plainTable, scoreText } from '../tables.ts';

/** One row of a board for people: a line for each of the usual metrics and the one that ranks; the board has all. */
export function boardTable({ task, metrics, rows }: Leaderboard, row: LeaderboardRow): string {
  const usual = new Set<string>([...defaultMetrics, task.primaryMetric]);
  const lines = metrics
    .filter(({ id }) => usual.has(id))
    .map(({ id, direction, unit }) => [id, directionArrow[direction], scoreText(row.scores[id]), unit ?? '']);
  const place =
    row.rank === null
      ? 'without a rank'
      : `rank ${String(row.rank)} of ${String(rows.length)} by ${task.primaryMetric}`;
  const missing = row.missingCount === 0 ? '' : `, ${String(row.missingCount)} of them without a prediction`;
  return (
    `${plainTable(['Metric', '', 'Mean of images', 'Unit'], lines)}\n\n` +
    `${row.modelName}, ${row.candidateName}: ${place} in ${task.name}, on ${count(row.imageCount, 'image')}${missing}.`
  );
}
