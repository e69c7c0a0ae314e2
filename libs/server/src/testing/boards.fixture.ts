import type { Scores, Slug } from '@cellboard/contract';
import { workerNamed } from '@cellboard/contract';
import {
  BoardRepository,
  CandidateEntity,
  EvaluationEntity,
  EvaluationRepository,
  ImageEntity,
  MetricVersionEntity,
  PredictionEntity,
  StoredFileEntity,
  StoredFileRepository,
  SubmissionEntity,
  TaskDatasetEntity,
  TaskEntity,
  transactional,
  type EvaluationScore,
  type Orm,
  type Transaction,
} from '@cellboard/db';

/** An evaluated submission as a test writes it. */
export interface Evaluated {
  readonly task: Slug;
  readonly model: Slug;
  /** One of the task's datasets; its only one if left out. */
  readonly dataset?: Slug;
  readonly finishedAt?: Date;
  readonly mean?: Scores;
  readonly pooled?: Scores;
  /** Versions by which it was scored, where they are not the newest. */
  readonly metricVersions?: Readonly<Record<string, number>>;
  /** Hash of the predicted file by name of image; null where none was predicted. */
  readonly predictions?: Readonly<Record<string, string | null>>;
  /** Scores by name of image; none where they do not matter. */
  readonly imageScores?: Readonly<Record<string, Scores>>;
  /** Numerators and denominators by name of image. */
  readonly imageFractions?: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;
}

/** Writes a submission of a model's first candidate, with what its evaluation would have written. */
export function insertEvaluated(orm: Orm, evaluated: Evaluated): Promise<SubmissionEntity> {
  return transactional(orm.em.fork(), async (transaction) => {
    const { finishedAt = new Date(), predictions = {}, imageScores = {}, imageFractions = {} } = evaluated;
    const task = await transaction.findOneOrFail(TaskEntity, { slug: evaluated.task });
    const candidate = await transaction.findOneOrFail(CandidateEntity, { model: { slug: evaluated.model } });
    const taskDataset = await transaction.findOneOrFail(
      TaskDatasetEntity,
      { task, ...(evaluated.dataset && { datasetVersion: { dataset: { slug: evaluated.dataset } } }) },
      { populate: ['datasetVersion'] },
    );
    const submission = transaction.create(SubmissionEntity, {
      ...{ task, candidate, state: 'closed' },
      ...{ closedAt: finishedAt, publishedAt: finishedAt },
    });
    await transaction.persist(submission).flush();
    const imageCount = Object.keys(predictions).length;
    const words = { number: 1, cause: 'first', imageCount, softwareVersion: '0.0.0-test' } as const;
    const evaluation = transaction.create(EvaluationEntity, { submission, taskDataset, ...words });
    await transaction.persist(evaluation).flush();
    await insertPredictions(transaction, { evaluation, predictions, imageScores, imageFractions });
    const repository = new EvaluationRepository(transaction);
    await repository.putPerformance(transaction, evaluation.id, await scoresOf(transaction, evaluated));
    evaluation.score(finishedAt);
    await transaction.flush();
    const place = { taskId: task.id, datasetId: taskDataset.datasetVersion.dataset.id, candidateId: candidate.id };
    const change = { principal: workerNamed('evaluation'), cause: 'scored' } as const;
    await new BoardRepository().settle(transaction, place, change);
    return submission;
  });
}

async function insertPredictions(
  transaction: Transaction,
  {
    evaluation,
    predictions,
    imageScores,
    imageFractions,
  }: { evaluation: EvaluationEntity } & Required<Pick<Evaluated, 'predictions' | 'imageScores' | 'imageFractions'>>,
): Promise<void> {
  const { submission, taskDataset } = evaluation;
  const scored = [];
  for (const [name, sha256] of Object.entries(predictions)) {
    const image = await transaction.findOneOrFail(ImageEntity, { name, datasetVersion: taskDataset.datasetVersion });
    if (sha256 !== null) {
      const file = { shelf: 'prediction', sha256 } as const;
      await new StoredFileRepository(transaction).add(transaction, { ...file, bytes: 1 });
      const reference = transaction.getReference(StoredFileEntity, [file.shelf, sha256]);
      transaction.persist(transaction.create(PredictionEntity, { submission, image, file: reference }));
    }
    scored.push({
      imageId: image.id,
      scores: imageScores[name] ?? {},
      fractions: imageFractions[name] ?? {},
      warnings: [],
      problem: null,
      missing: sha256 === null,
    });
  }
  await transaction.flush();
  await new EvaluationRepository(transaction).addScores(transaction, evaluation, scored);
}

async function scoresOf(
  transaction: Transaction,
  { mean = {}, pooled = {}, metricVersions = {} }: Evaluated,
): Promise<EvaluationScore[]> {
  const versions = await transaction.find(MetricVersionEntity, {}, { orderBy: { version: 'asc' } });
  const newest = new Map(versions.map(({ metric, version }) => [metric.id, version]));
  return (
    [
      ['mean', mean],
      ['pooled', pooled],
    ] as const
  ).flatMap(([aggregation, scores]) =>
    Object.entries(scores).map(([metric, score]) => {
      const metricVersion = metricVersions[metric] ?? newest.get(metric) ?? 1;
      return { metric, metricVersion, aggregation, part: 'all' as const, score, n: 1 };
    }),
  );
}
