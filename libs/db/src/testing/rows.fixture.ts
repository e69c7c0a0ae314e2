import type { Shelf } from '@cellboard/contract';
import type { EntityManager } from '@mikro-orm/sql';
import { CandidateEntity } from '../entities/candidate.entity.ts';
import { DatasetVersionEntity } from '../entities/dataset-version.entity.ts';
import { DatasetEntity } from '../entities/dataset.entity.ts';
import { DeveloperEntity } from '../entities/developer.entity.ts';
import { ImageEntity } from '../entities/image.entity.ts';
import { MetricVersionEntity } from '../entities/metric-version.entity.ts';
import { MetricEntity } from '../entities/metric.entity.ts';
import { ModelEntity } from '../entities/model.entity.ts';
import { SourceEntity } from '../entities/source.entity.ts';
import { StoredFileEntity } from '../entities/stored-file.entity.ts';
import { TaskDatasetEntity } from '../entities/task-dataset.entity.ts';
import { TaskImageEntity } from '../entities/task-image.entity.ts';
import { TaskVersionDatasetEntity } from '../entities/task-version-dataset.entity.ts';
import { TaskVersionEntity } from '../entities/task-version.entity.ts';
import { TaskEntity } from '../entities/task.entity.ts';
import { WeightsEntity } from '../entities/weights.entity.ts';

/** A task on some images of a dataset, and a candidate that may be submitted to it. */
export interface TaskRows {
  readonly metric: MetricEntity;
  readonly dataset: DatasetEntity;
  readonly version: DatasetVersionEntity;
  /** `image-000`, `image-001` … */
  readonly images: ImageEntity[];
  readonly task: TaskEntity;
  /** Not public yet. */
  readonly taskVersion: TaskVersionEntity;
  readonly taskDataset: TaskDatasetEntity;
  readonly model: ModelEntity;
  readonly candidate: CandidateEntity;
  readonly weights: WeightsEntity;
}

/** What a test wants to choose of an image. */
export type ImageFacts = Partial<
  Pick<ImageEntity, 'name' | 'width' | 'height' | 'cellCount' | 'instanceSeg' | 'clusterKind' | 'clusterKey'>
> & { readonly imageSha256?: string; readonly truthSha256?: string | null };

/**
 * Writes a draft task with its metric, dataset, images, model and candidate.
 *
 * @param slug names dataset, task and model, so that a test can have several of them
 */
export async function insertTask(
  em: EntityManager,
  { slug = 'nuclei', images = [] as readonly ImageFacts[] } = {},
): Promise<TaskRows> {
  const metric = (await em.findOne(MetricEntity, 'pq')) ?? (await insertMetric(em));
  const source = em.create(SourceEntity, { slug, name: slug });
  const dataset = em.create(DatasetEntity, { slug, name: slug, licence: 'CC0-1.0', object: 'nucleus', source });
  const version = em.create(DatasetVersionEntity, { dataset, number: 1 });
  await em.flush();
  const rows: ImageEntity[] = [];
  for (const [i, facts] of images.entries()) rows.push(await createImage(em, version, { name: nameOf(i), ...facts }));
  const task = em.create(TaskEntity, { slug, name: slug, object: 'nucleus', primaryMetric: metric });
  const taskVersion = em.create(TaskVersionEntity, { task, number: 1 });
  const taskDataset = em.create(TaskDatasetEntity, { task, datasetVersion: version });
  const developer =
    (await em.findOne(DeveloperEntity, { name: 'Test' })) ?? em.create(DeveloperEntity, { name: 'Test' });
  const model = em.create(ModelEntity, { slug, name: slug, developer });
  const weights = em.create(WeightsEntity, { model, slug: 'default', name: 'Default' });
  const candidate = em.create(CandidateEntity, { model, slug: 'default', name: 'Default', weights });
  await em.flush();
  for (const image of rows) em.create(TaskImageEntity, { taskDataset, image });
  em.create(TaskVersionDatasetEntity, { taskVersion, taskDataset });
  await em.flush();
  await em.refresh(taskDataset);
  return { metric, dataset, version, images: rows, task, taskVersion, taskDataset, model, candidate, weights };
}

/** Panoptic quality as the catalogue has it, as far as the database looks at it. */
async function insertMetric(em: EntityManager): Promise<MetricEntity> {
  const range = { rangeMin: 0, rangeMax: 1, emptyRule: 'null' };
  const words = { id: 'pq', name: 'PQ', description: 'Panoptic quality.', direction: 'higher', version: 1 } as const;
  const metric = em.create(MetricEntity, { ...words, ...range });
  em.create(MetricVersionEntity, { metric, version: 1, ...range, softwareVersion: '0.0.0-test' });
  await em.flush();
  return metric;
}

/** Writes an image with the files that it needs. */
export async function insertImage(
  em: EntityManager,
  datasetVersion: DatasetVersionEntity,
  facts: ImageFacts,
): Promise<ImageEntity> {
  const image = await createImage(em, datasetVersion, facts);
  await em.persist(image).flush();
  return image;
}

/** An image that is not written yet, with the files that it needs. */
async function createImage(
  em: EntityManager,
  datasetVersion: DatasetVersionEntity,
  { imageSha256 = '0'.repeat(64), truthSha256 = '0'.repeat(64), ...facts }: ImageFacts,
): Promise<ImageEntity> {
  return em.create(ImageEntity, {
    ...{ datasetVersion, name: 'new', cellType: 'nucleus', imagingModality: 'fluorescence' },
    ...{ width: 32, height: 32, channels: 1, cellCount: 1 },
    imageFile: await storedFile(em, 'image', imageSha256),
    truthFile: truthSha256 === null ? null : await storedFile(em, 'truth', truthSha256),
    ...facts,
  });
}

/** The row of a stored file; written if it is new. */
export async function storedFile(em: EntityManager, shelf: Shelf, sha256: string): Promise<StoredFileEntity> {
  const known = await em.findOne(StoredFileEntity, { shelf, sha256 });
  if (known) return known;
  const made = em.create(StoredFileEntity, { shelf, sha256, bytes: 1 });
  await em.persist(made).flush();
  return made;
}

/** Makes the first version of the task public, and the task with it. */
export async function publishTask(em: EntityManager, { task, taskVersion }: TaskRows): Promise<void> {
  taskVersion.publishedAt = new Date();
  await em.flush();
  await em.refresh(task);
  task.visibility = 'public';
  await em.flush();
}

function nameOf(i: number): string {
  return `image-${String(i).padStart(3, '0')}`;
}
