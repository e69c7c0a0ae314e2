import type { SubmissionId } from '@cellboard/contract';
import { isCI } from '@cellboard/db/testing';
import { describeDatabases } from '../testing/databases.fixture.ts';
import fc from 'fast-check';
import type { EvaluateChunk } from '../queue/job-payloads.ts';
import { scoreAs, submit, takeJobs, timeOf } from '../testing/evaluations.fixture.ts';
import { truthOf } from '../testing/pictures.fixture.ts';
import { codeOf } from '../testing/principals.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

const MODELS = ['alpha', 'beta'] as const;

/** What happens to a board; numbers pick one of what there is. */
type Event =
  | { readonly kind: 'send'; readonly model: (typeof MODELS)[number] }
  | { readonly kind: 'score'; readonly pick: number; readonly f1: number }
  | { readonly kind: 'withdraw'; readonly pick: number }
  | { readonly kind: 'rescore' | 'retire' | 'restore' };

const pick = fc.nat(99);
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('send' as const), model: fc.constantFrom(...MODELS) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('score' as const), pick, f1: fc.nat(10).map((tenths) => tenths / 10) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), pick }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('rescore' as const, 'retire' as const, 'restore' as const) }),
  },
);

/** The model of a board: submissions in their order, each with its evaluations in theirs; scores where they ended. */
class Model {
  readonly sent: { id: SubmissionId; model: string; withdrawn: boolean; scores: Map<string, number | null> }[] = [];
  taken = true;

  /** Model, submission and score: of the newest submission that counts and was scored, the newest score. */
  board(): unknown[] | null {
    if (!this.taken) return null;
    return MODELS.flatMap((model) => {
      const standing = this.standing(model);
      return standing ? [[model, standing.id, [...standing.scores.values()].filter((one) => one !== null).at(-1)]] : [];
    });
  }

  standing(model: string) {
    return this.sent.findLast((one) => {
      return one.model === model && !one.withdrawn && [...one.scores.values()].some((score) => score !== null);
    });
  }
}

/** A dataset of its own, what the model says of its board, and the jobs that have not run yet. */
interface Run {
  readonly dataset: string;
  readonly model: Model;
  readonly jobs: EvaluateChunk[];
}

describeDatabases((database) => {
  let server: TestServer;
  let runs = 0;
  beforeAll(async () => {
    server = await TestServer.open(database);
    for (const model of MODELS) await server.asOperator((api) => api.models.create(words.model(model)));
  });
  afterAll(() => server.close());

  async function boardOf(dataset: string, at?: string): Promise<unknown[] | null> {
    const query = { task: 'cells', dataset, metrics: ['f1@0.5'], ...(at !== undefined && { at }) };
    try {
      const { rows } = await server.asAnyone((api) => api.leaderboard.get(query));
      return rows.map(({ model, results: [one] }) => [model, one?.submissionId, one?.score]).sort();
    } catch (error) {
      if (codeOf(error) !== 'DATASET_NOT_FOUND') throw error;
      return null;
    }
  }

  /** Lets the event happen here and in the model. */
  async function happen(one: Event, run: Run): Promise<void> {
    switch (one.kind) {
      case 'send':
        return send(one.model, run);
      case 'score':
        return score(one, run);
      case 'withdraw':
        return withdraw(one.pick, run);
      case 'rescore':
        return rescore(run);
      case 'retire':
      case 'restore':
        run.model.taken = one.kind === 'restore';
        await server.asOperator((api) =>
          api.datasets.retire({ dataset: run.dataset, retired: !run.model.taken, reason: 'Looked at again.' }),
        );
    }
  }

  const submissionOf = (model: Model, submission: string) => model.sent.find(({ id }) => id === submission);

  /** Takes the jobs that were added, and notes in the model what they will score. */
  async function added({ model, jobs }: Run): Promise<EvaluateChunk[]> {
    const chunks = await takeJobs(database);
    jobs.push(...chunks);
    for (const { submission, evaluation } of chunks) submissionOf(model, submission)?.scores.set(evaluation, null);
    return chunks;
  }

  async function send(name: string, run: Run): Promise<void> {
    if (!run.model.taken) return;
    const predictions = { [`${run.dataset}/image-1`]: await truthOf(1) };
    const id = await submit(server, { task: 'cells', model: name, predictions });
    run.model.sent.push({ id, model: name, withdrawn: false, scores: new Map() });
    await added(run);
  }

  async function score({ pick: at, f1 }: { pick: number; f1: number }, { model, jobs }: Run): Promise<void> {
    const [job] = jobs.splice(at % Math.max(1, jobs.length), 1);
    if (!job) return;
    await scoreAs(server, job, f1);
    const submission = submissionOf(model, job.submission);
    if (!submission?.withdrawn) submission?.scores.set(job.evaluation, f1);
  }

  async function withdraw(at: number, { model }: Run): Promise<void> {
    const submission = model.sent[at % Math.max(1, model.sent.length)];
    if (!submission) return;
    await server.asOperator((api) => api.submissions.withdraw({ submission: submission.id }));
    submission.withdrawn = true;
  }

  async function rescore(run: Run): Promise<void> {
    // Only F1 was written down, so whatever stands lacks metrics, unless it is being evaluated already.
    const { model } = run;
    const wanted = model.taken ? MODELS.map((name) => model.standing(name)).filter((two) => two !== undefined) : [];
    const ids = wanted.filter(({ scores }) => ![...scores.values()].includes(null)).map(({ id }) => id);
    await server.asOperator((api) => api.evaluations.rescore({ task: 'cells' }));
    expect((await added(run)).map(({ submission }) => submission).sort()).toEqual(ids.sort());
  }

  it('is at any time what a simple model says stood then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 14 }), async (events) => {
        const dataset = `run-${++runs}`;
        const model = new Model();
        const jobs: EvaluateChunk[] = [];
        const past: { at: string; board: unknown[] | null }[] = [{ at: await timeOf(database), board: null }];
        await server.publishDataset(dataset, [{ cells: 1 }]);
        for (const one of events) {
          await happen(one, { dataset, model, jobs });
          expect(await boardOf(dataset)).toEqual(model.board());
          past.push({ at: await timeOf(database), board: model.board() });
        }
        for (const { at, board } of past) expect(await boardOf(dataset, at)).toEqual(board);
        // The next run rescores the boards of this one no more.
        await server.asOperator((api) => api.datasets.retire({ dataset, retired: true, reason: 'The run is over.' }));
      }),
      { seed: 20_260_307, numRuns: isCI ? 4 : 8 },
    );
  });
});
