import type { Scores, SubmissionStatus } from '@cellboard/contract';
import {
  Candidate,
  Evaluation,
  Image,
  ImageScore,
  Performance,
  Prediction,
  Submission,
  Task,
  type Orm,
} from '@cellboard/db';

/** An evaluated submission as a test writes it. */
export interface Evaluated {
  readonly task: string;
  readonly model: string;
  readonly status?: SubmissionStatus;
  readonly createdAt?: Date;
  readonly mean?: Scores;
  readonly pooled?: Scores;
  /** Hash of the predicted file by name of image; null where none was predicted. */
  readonly predictions?: Readonly<Record<string, string | null>>;
}

/** Writes a submission of a model's first candidate, with what its evaluation would have written. */
export async function insertEvaluated(orm: Orm, evaluated: Evaluated): Promise<Submission> {
  const { status = 'scored', createdAt = new Date(), mean = {}, pooled = {}, predictions = {} } = evaluated;
  const em = orm.em.fork();
  const task = await em.findOneOrFail(Task, { slug: evaluated.task });
  const candidate = await em.findOneOrFail(Candidate, { model: { slug: evaluated.model } });
  const submission = em.create(Submission, { task, candidate, status, createdAt, finishedAt: createdAt });
  const imageCount = Object.keys(predictions).length;
  const facts = { attempt: 1, imageCount, softwareVersion: '0.0.0-test', finishedAt: createdAt };
  const evaluation = em.create(Evaluation, { submission, ...facts });
  await em.persist([submission, evaluation]).flush();

  for (const [name, sha256] of Object.entries(predictions)) {
    const image = await em.findOneOrFail(Image, { name });
    if (sha256 !== null) em.persist(em.create(Prediction, { submission, image, sha256 }));
    em.persist(em.create(ImageScore, { evaluation, image, scores: {}, missing: sha256 === null }));
  }
  for (const [aggregation, scores] of [
    ['mean', mean],
    ['pooled', pooled],
  ] as const) {
    for (const [metric, score] of Object.entries(scores)) {
      const row = { candidate, task, metric, aggregation, score, n: imageCount, metricVersion: 1, evaluation };
      await em.upsert(Performance, row);
    }
  }
  await em.flush();
  return submission;
}
