import { operator, type Principal, type Slug, type SubmissionId } from '@cellboard/contract';
import type { TestDatabase } from '@cellboard/db/testing';
import { EvaluateChunkJob } from '../evaluation/evaluate-chunk.job.ts';
import { EvaluationsService, evaluator } from '../evaluation/evaluations.service.ts';
import type { EvaluateChunk } from '../queue/job-payloads.ts';
import { evaluateChunk } from '../queue/jobs.ts';
import type { TestServer } from './server.fixture.ts';

type Opened = Pick<TestDatabase, 'orm'>;

/** A submission as a test sends it. */
export interface Sent {
  readonly task: Slug;
  readonly model: Slug;
  /** Bytes by the name of the image, as `image` or `dataset/image`. */
  readonly predictions: Readonly<Record<string, Uint8Array>>;
  readonly principal?: Principal;
}

/** Opens a submission of a model's candidate `base`, and uploads its predictions. */
export async function openWith(server: TestServer, sent: Sent): Promise<SubmissionId> {
  const { task, model, predictions, principal = operator } = sent;
  const { id } = await server.as(principal, (api) => api.submissions.create({ task, model, candidate: 'base' }));
  for (const [name, bytes] of Object.entries(predictions)) {
    const [image = '', dataset] = name.split('/').reverse();
    await server.addPrediction(id, image, { bytes, principal, ...(dataset !== undefined && { dataset }) });
  }
  return id;
}

/** Sends a whole submission, so that it waits for its evaluation. */
export async function submit(server: TestServer, sent: Sent): Promise<SubmissionId> {
  const submission = await openWith(server, sent);
  await server.as(sent.principal ?? operator, (api) => api.submissions.close({ submission }));
  return submission;
}

/** Takes the jobs that wait to evaluate, oldest first, without doing them. */
export async function takeJobs({ orm }: Opened): Promise<EvaluateChunk[]> {
  const rows = await orm.em.fork().execute<{ data: unknown; at: string }[]>(
    `delete from pgboss.job where name = '${evaluateChunk.name}' and state = 'created'
      returning data, created_on::text as at`,
  );
  return rows.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ data }) => evaluateChunk.payload.parse(data));
}

/** Does the jobs that wait to evaluate, as a worker would, and answers them. */
export async function runJobs(database: Opened, server: TestServer): Promise<EvaluateChunk[]> {
  const chunks = await takeJobs(database);
  for (const chunk of chunks) await server.with(EvaluateChunkJob, (job) => job.run(chunk));
  return chunks;
}

/** Ends an evaluation of one image as if the scorer had found this F1. */
export async function scoreAs(server: TestServer, { evaluation, images }: EvaluateChunk, f1: number): Promise<void> {
  await server.with(EvaluationsService, async (evaluations) => {
    await evaluations.start(evaluator, evaluation, images);
    const scored = { scores: { 'f1@0.5': f1 }, fractions: {}, warnings: [], problem: null, missing: false };
    const all = images.map((imageId) => ({ imageId, ...scored }));
    await evaluations.add(evaluator, evaluation, { scored: all });
    await evaluations.finish(evaluator, evaluation);
  });
}

/** The time of the database, to the microsecond; the next change comes later. */
export async function timeOf({ orm }: Opened): Promise<string> {
  const [row] = await orm.em
    .fork()
    .execute<{ now: string }[]>(
      `select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
    );
  return row?.now ?? '';
}
