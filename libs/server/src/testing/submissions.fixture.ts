import { operator, type Principal, type Slug, type SubmissionId } from '@cellboard/contract';
import { createHash } from 'node:crypto';
import { FileStore } from '../storage/file-store.ts';
import { words, type TestServer } from './server.fixture.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What tests do with submissions, each to a task of its own on the dataset; the server may be opened later. */
export function submissionCalls(server: () => TestServer, dataset: Slug) {
  let tasks = 0;
  const create = (task: Slug, principal: Principal = operator, model = 'alpha') =>
    server().as(principal, (api) => api.submissions.create({ task, model, candidate: 'base' }));
  return {
    create,
    /** An open submission to a new task. */
    open: async () => {
      const task = `task-${++tasks}`;
      await server().asOperator((api) => api.tasks.create(words.task(task, dataset)));
      return create(task);
    },
    close: (submission: SubmissionId, principal: Principal = operator) =>
      server().as(principal, (api) => api.submissions.close({ submission })),
    get: (submission: SubmissionId, principal: Principal = operator) =>
      server().as(principal, (api) => api.submissions.get({ submission })),
    add: (submission: SubmissionId, image: string, bytes: Uint8Array) =>
      server().addPrediction(submission, image, { bytes }),
    /** Whether the store has a predicted file. */
    holds: (bytes: Uint8Array) =>
      server().with(
        FileStore,
        async (store) => (await store.stat({ shelf: 'prediction', sha256: sha256(bytes) })) !== null,
      ),
  };
}
