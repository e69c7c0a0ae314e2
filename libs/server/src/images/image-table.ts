import { MetricId, type CandidateId, type Image, type ImageTable } from '@cellboard/contract';
import type { ImagePageRepository, TaskEntity } from '@cellboard/db';
import { boardMetrics } from '@cellboard/metrics';
import { metricsOf, toMetric } from '../leaderboard/board-metrics.ts';
import { toImageResult } from './to-image-result.ts';

/** Rows and columns of a table. */
interface Sides {
  /** Which the caller may see. */
  readonly images: readonly Image[];
  readonly candidates: readonly CandidateId[];
}

/** What some candidates made of images by the metrics of a task, in the order of images and candidates. */
export async function imageTable(
  page: ImagePageRepository,
  { id: taskId, primaryMetric }: TaskEntity,
  { images, candidates }: Sides,
): Promise<Omit<ImageTable, 'next'>> {
  const metrics = metricsOf(boardMetrics, MetricId.parse(primaryMetric.id));
  const ids = metrics.map((metric) => metric.id);
  const rows = await page.results(
    images.map(({ id }) => id),
    [taskId],
    candidates,
  );
  const found = new Map(rows.map((row) => [`${row.imageId} ${row.candidateId}`, row]));
  return {
    primaryMetric: MetricId.parse(primaryMetric.id),
    metrics: metrics.map(toMetric),
    items: images.map((image) => ({
      image,
      results: candidates
        .map((candidate) => found.get(`${image.id} ${candidate}`))
        .filter((row) => row !== undefined)
        .map((row) => toImageResult(row, ids)),
    })),
  };
}
