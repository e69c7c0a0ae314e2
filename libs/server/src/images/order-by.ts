import { Problem, type ImageSorting } from '@cellboard/contract';
import type { FoundTask, ImagePageRepository, OrderBy } from '@cellboard/db';
import { catalogEntry, isMetricId } from '@cellboard/metrics';
import { noCandidate } from '../models/model-problems.ts';

/**
 * What a sorting means on the board of a task.
 *
 * @throws Problem REQUEST_INVALID where the task, the candidate or the metric is missing that it needs
 */
export async function orderBy(
  { sort = 'name', candidate, metric, seed = 1 }: Omit<ImageSorting, 'grouped'>,
  found: FoundTask | null,
  page: ImagePageRepository,
): Promise<OrderBy> {
  switch (sort) {
    case 'name':
      return { kind: 'name' };
    case 'fewest':
    case 'most':
      return { kind: 'cells', most: sort === 'most' };
    case 'random':
      return { kind: 'random', seed };
    case 'disagreement':
      return { kind: 'disagreement', ...scored(found, metric, sort) };
    case 'best':
    case 'worst':
      return byScore(sort, { candidate, on: scored(found, metric, sort) }, page);
  }
}

async function byScore(
  sort: 'best' | 'worst',
  { candidate, on }: { candidate: string | undefined; on: ReturnType<typeof scored> },
  page: ImagePageRepository,
): Promise<OrderBy> {
  if (candidate === undefined) throw invalid(`The order "${sort}" needs a candidate, such as "cellpose/cyto3".`);
  const [model = '', slug = ''] = candidate.split('/');
  const id = await page.candidateNamed(model, slug);
  if (id === null) throw noCandidate(model, slug);
  const isLowBest = isMetricId(on.metric) && catalogEntry(on.metric).direction === 'lower';
  return { kind: 'score', ...on, candidate: id, highest: (sort === 'best') !== isLowBest };
}

/** Scores belong to a task. */
function scored(found: FoundTask | null, metric: string | undefined, sort: string): { taskId: string; metric: string } {
  if (!found) throw invalid(`The order "${sort}" needs a task, on whose board the scores are.`);
  const id = metric ?? found.task.primaryMetric.id;
  if (!isMetricId(id)) throw invalid(`There is no metric ${id}. The page /metrics lists them all.`);
  return { taskId: found.task.id, metric: id };
}

function invalid(message: string): Problem {
  return new Problem('REQUEST_INVALID', message);
}
