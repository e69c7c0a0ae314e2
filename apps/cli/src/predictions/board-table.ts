import type { Leaderboard, LeaderboardRow } from '@cellboard/contract';
import type { MetricChoice } from '../evaluate/metric-choice.ts';
import { count } from '../terminal.ts';
import { directionArrow, plainTable, scoreText } from '../tables.ts';

/** One row of a board for people: a line for the metric that ranks and each that is shown. */
export function boardTable({ task, metrics, rows }: Leaderboard, row: LeaderboardRow, choice: MetricChoice): string {
  const ids = new Set<string>([task.primaryMetric, ...choice.shown]);
  const lines = [...ids]
    .flatMap((id) => metrics.find((metric) => metric.id === id) ?? [])
    .map(({ id, direction, unit }) => [id, directionArrow[direction], scoreText(row.scores[id]), unit ?? '']);
  const place =
    row.rank === null
      ? 'without a rank'
      : `rank ${String(row.rank)} of ${String(rows.filter(({ rank }) => rank !== null).length)} by ${task.primaryMetric}`;
  return (
    `${plainTable(['Metric', '', 'Mean of images', 'Unit'], lines)}\n\n` +
    `${row.modelName}, ${row.candidateName}: ${place} in ${task.name}, on ${count(row.imageCount, 'image')}${missingWords(row)}.`
  );
}

function missingWords({ missingCount }: LeaderboardRow): string {
  if (missingCount === null) return ' (scored on another version of the dataset)';
  return missingCount === 0 ? '' : `, ${String(missingCount)} of them without a prediction`;
}
