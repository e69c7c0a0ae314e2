import { AuditEntryEntity, EvaluationEntity } from '@cellboard/db';
import { describeEmbedded } from '../testing/databases.fixture.ts';
import { encodeLabels } from '@cellboard/formats/node';
import { ndArray } from '@cellboard/labels';
import sharp from 'sharp';
import type { EvaluateChunk } from '../queue/job-payloads.ts';
import type { Settings } from '../settings/server-settings.ts';
import { itOnLinux, killAtWork, modules } from '../testing/child-processes.fixture.ts';
import { submit, takeJobs } from '../testing/evaluations.fixture.ts';
import { truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { EvaluateChunkJob } from './evaluate-chunk.job.ts';

const SIDE = 1000;
/** What a process holds that has begun to score the stripes, and not before. */
const AT_WORK_MIB = 150;

const picture = () =>
  sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();

/** A thousand diagonal stripes, one pixel wide: to compare them with those of the other slant takes seconds. */
function stripes(slant: 1 | -1): Promise<Uint8Array> {
  const ids = Uint16Array.from({ length: SIDE * SIDE }, (_, i) => {
    const diagonal = (i % SIDE) + slant * Math.floor(i / SIDE) + SIDE;
    return diagonal % 2 === 1 ? 0 : ((diagonal >> 1) % SIDE) + 1;
  });
  return encodeLabels(ndArray(ids, [SIDE, SIDE]));
}

describeEmbedded((database) => {
  let files: Record<'picture' | 'truth' | 'prediction' | 'small', Uint8Array>;
  let server: TestServer;
  beforeAll(async () => {
    files = {
      picture: await picture(),
      truth: await stripes(1),
      prediction: await stripes(-1),
      small: await truthOf(1),
    };
    await opening({}, async () => {
      await server.asOperator((api) => api.datasets.create(words.dataset('hard')));
      await server.addImage('hard', 'large', { image: files.picture, truth: files.truth });
      await server.addImage('hard', 'small', { image: files.small, truth: files.small });
      await server.asOperator((api) => api.datasets.publish({ dataset: 'hard' }));
      await server.asOperator((api) => api.models.create(words.model('alpha')));
    });
  });

  /** Opens the server with other settings on the same database; its store has the files of the dataset. */
  async function opening(settings: Partial<Settings>, work: () => Promise<void>): Promise<void> {
    server = await TestServer.open(database, settings);
    try {
      for (const bytes of Object.values(files))
        for (const shelf of ['image', 'truth'] as const) await server.keep(shelf, bytes);
      await work();
    } finally {
      await server.close();
    }
  }

  async function sent(): Promise<EvaluateChunk> {
    const predictions = { 'hard/large': files.prediction, 'hard/small': files.small };
    await submit(server, { task: 'cells', model: 'alpha', predictions });
    const [chunk, ...more] = await takeJobs(database);
    if (!chunk || more.length > 0) throw new Error('A submission of two images is one job.');
    return chunk;
  }

  const run = (chunk: EvaluateChunk) => server.with(EvaluateChunkJob, (job) => job.run(chunk));
  const em = () => database.orm.em.fork();
  const evaluationOf = ({ evaluation: id }: EvaluateChunk) => em().findOneOrFail(EvaluationEntity, { id });

  /** The evaluation failed at once, with these words; its job has nothing more to do. */
  async function expectFailed(chunk: EvaluateChunk, error: RegExp): Promise<void> {
    await run(chunk);
    const failed = { state: 'failed', attempts: 1, error: expect.stringMatching(error) as string };
    expect(await evaluationOf(chunk)).toMatchObject(failed);
    expect(await em().count(AuditEntryEntity, { subject: chunk.evaluation, action: 'evaluation.failed' })).toBe(1);
    const { datasets } = await server.asOperator((api) => api.submissions.get({ submission: chunk.submission }));
    expect(datasets).toMatchObject([{ state: 'failed', error: expect.stringMatching(error) as string }]);
  }

  itOnLinux('scores an image once more whose process was killed in the middle, as if nothing had been', () =>
    opening({}, async () => {
      const chunk = await sent();
      await Promise.all([run(chunk), killAtWork(modules.scoring, AT_WORK_MIB, [])]);
      expect(await evaluationOf(chunk)).toMatchObject({ state: 'scored', scoredCount: 2, attempts: 0, error: null });
    }),
  );

  itOnLinux('fails an evaluation with an image whose process was killed twice', () =>
    opening({}, async () => {
      const chunk = await sent();
      const killed: number[] = [];
      const killing = killAtWork(modules.scoring, AT_WORK_MIB, killed).then(() =>
        killAtWork(modules.scoring, AT_WORK_MIB, killed),
      );
      await expectFailed(chunk, /^large: The system ended the process that scored this image \(SIGKILL\), twice/);
      await killing;
      expect(new Set(killed).size).toBe(2);
    }),
  );

  itOnLinux('fails an evaluation with an image that takes too much memory', () =>
    opening({ scoring: { seconds: 120, memoryBytes: AT_WORK_MIB * 2 ** 20 } }, async () => {
      const chunk = await sent();
      await expectFailed(chunk, /^large: Scoring this image needs more than 150 MiB of memory\./);
    }),
  );

  it('fails an evaluation with an image that takes too long, without another attempt', () =>
    opening({ scoring: { seconds: 0.1, memoryBytes: 2 ** 30 } }, async () => {
      await expectFailed(await sent(), /^large: Scoring this image takes longer than 0.1 s\./);
    }));
});
