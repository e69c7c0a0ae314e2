import type { EntityManager } from '@mikro-orm/sql';
import { Candidate } from '../entities/candidate.entity.ts';
import { DatasetVersion } from '../entities/dataset-version.entity.ts';
import { Dataset } from '../entities/dataset.entity.ts';
import { Developer } from '../entities/developer.entity.ts';
import { Image } from '../entities/image.entity.ts';
import { Metric } from '../entities/metric.entity.ts';
import { Model } from '../entities/model.entity.ts';
import { TaskImage } from '../entities/task-image.entity.ts';
import { Task } from '../entities/task.entity.ts';

/** A task on some images of a dataset, and a candidate that may be submitted to it. */
export interface TaskRows {
  readonly metric: Metric;
  readonly dataset: Dataset;
  readonly version: DatasetVersion;
  /** `image-000`, `image-001` … */
  readonly images: Image[];
  readonly task: Task;
  readonly model: Model;
  readonly candidate: Candidate;
}

/** What a test wants to choose of an image. */
export type ImageFacts = Partial<
  Pick<Image, 'name' | 'width' | 'height' | 'cellCount' | 'imageSha256' | 'truthSha256' | 'instanceSeg'>
>;

/**
 * Writes a draft task with its metric, dataset, images, model and candidate.
 *
 * @param slug names dataset, task and model, so that a test can have several of them
 */
export async function insertTask(
  em: EntityManager,
  { slug = 'nuclei', images = [] as readonly ImageFacts[] } = {},
): Promise<TaskRows> {
  const metric = (await em.findOne(Metric, 'pq')) ?? em.create(Metric, pq);
  const dataset = em.create(Dataset, { slug, name: slug, licence: 'CC0-1.0' });
  const version = em.create(DatasetVersion, { dataset, number: 1 });
  const rows = images.map((facts, i) => em.create(Image, { datasetVersion: version, ...imageFacts(i), ...facts }));
  const task = em.create(Task, { slug, name: slug, object: 'nucleus', primaryMetric: metric });
  const developer = (await em.findOne(Developer, { name: 'Test' })) ?? em.create(Developer, { name: 'Test' });
  const model = em.create(Model, { slug, name: slug, developer });
  const candidate = em.create(Candidate, { model, slug: 'default', name: 'Default' });
  await em.flush();
  for (const image of rows) em.create(TaskImage, { task, image });
  await em.flush();
  await em.refresh(task);
  return { metric, dataset, version, images: rows, task, model, candidate };
}

/** Panoptic quality as the catalogue has it, as far as the database looks at it. */
const pq = {
  id: 'pq',
  name: 'PQ',
  description: 'Panoptic quality.',
  direction: 'higher',
  rangeMin: 0,
  rangeMax: 1,
  version: 1,
  emptyRule: 'null',
} as const;

function imageFacts(i: number) {
  return {
    name: `image-${String(i).padStart(3, '0')}`,
    cellType: 'nucleus',
    imagingModality: 'fluorescence',
    width: 32,
    height: 32,
    channels: 1,
    cellCount: 1,
    imageSha256: '0'.repeat(64),
    truthSha256: '0'.repeat(64),
  };
}
