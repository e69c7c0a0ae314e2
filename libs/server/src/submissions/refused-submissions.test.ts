import { baselines } from '@cellboard/baselines';
import { anonymous, operator, type SubmissionId } from '@cellboard/contract';
import { SubmissionEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { demoMaker, toModel } from '../demo/demo-words.ts';
import { ModelsService } from '../models/models.service.ts';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { submissionCalls } from '../testing/submissions.fixture.ts';
import { SubmissionsService } from './submissions.service.ts';

const nowhere = '00000000-0000-4000-8000-000000000000' as SubmissionId;

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }, { cells: 1 }]);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
  });
  afterAll(() => server.close());

  const { open, create, close, get, add, holds } = submissionCalls(() => server, 'nuclei');
  const em = () => database.orm.em.fork();

  describe('refuses', () => {
    it('more predictions once it is closed', async () => {
      const { id } = await open();
      await add(id, 'image-1', await truthOf(2));
      await close(id);
      await expect(add(id, 'image-2', await truthOf(3))).rejects.toMatchObject({
        code: 'SUBMISSION_CLOSED',
        message: expect.stringContaining('is closed and accepts no more predictions') as string,
      });
    });

    it('a prediction that is not a label image of its image, and keeps nothing of it', async () => {
      const { id } = await open();
      const [noise, other] = [Buffer.from('not a label image'), await truthOf(60)];
      await expect(add(id, 'image-1', noise)).rejects.toMatchObject({
        code: 'PREDICTION_UNREADABLE',
        message: expect.stringMatching(/^image-1: The prediction cannot be read\. /) as string,
      });
      await expect(add(id, 'image-1', other)).rejects.toMatchObject({
        code: 'PREDICTION_UNREADABLE',
        message: expect.stringMatching(
          /^image-1: The prediction is 121×2 pixels .* but the image is 5×2\. Resize/,
        ) as string,
      });
      expect([await holds(noise), await holds(other)]).toEqual([false, false]);
      expect((await get(id)).predictionCount).toBe(0);
    });

    it('one prediction and keeps an equal one of another image that is sent at the same time', async () => {
      const { id } = await open();
      const bytes = await imageOf(3, 0); // fits the second image only
      const added = await Promise.allSettled(['image-1', 'image-2', 'image-3'].map((image) => add(id, image, bytes)));
      expect(added.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
      expect(await holds(bytes)).toBe(true);
      expect((await get(id)).predictionCount).toBe(1);
    });

    it('an image that is not in the task', async () => {
      const { id } = await open();
      await expect(add(id, 'image-9', await truthOf(2))).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
    });

    it('to be closed without any prediction', async () => {
      const { id } = await open();
      await expect(close(id)).rejects.toMatchObject({
        code: 'PRECONDITION_FAILED',
        message: expect.stringContaining('any of the 3 images') as string,
      });
      expect((await get(id)).status).toBe('open');
    });

    it('predictions from outside where a built-in method makes them', async () => {
      const { task } = await open();
      await em().nativeDelete(SubmissionEntity, { task: { slug: task } });
      const { id } = await server.with(SubmissionsService, (service) =>
        service.create(demoMaker, { task, model: 'alpha', candidate: 'base' }, 'otsu-watershed'),
      );
      await expect(add(id, 'image-1', await truthOf(2))).rejects.toMatchObject({
        code: 'SUBMISSION_CLOSED',
        message: expect.stringContaining('otsu-watershed') as string,
      });
      await expect(close(id)).rejects.toMatchObject({ code: 'CONFLICT' }); // it would be scored half predicted
      expect((await get(id)).status).toBe('open');
    });

    it('submissions, candidates and declarations of a model that is built in, from anybody', async () => {
      const { task } = await open();
      const [baseline] = baselines;
      if (!baseline) throw new Error('There is no built-in method.');
      const model = toModel(baseline);
      await server.with(ModelsService, (service) => service.create(demoMaker, model));
      const count = () => em().count(SubmissionEntity, { candidate: { model: { slug: model.slug } } });
      const builtIn = {
        cause: { code: 'MODEL_BUILT_IN' },
        message: expect.stringContaining('is built into Cellboard') as string,
      };
      for (const principal of [operator, await server.developer('Eve')]) {
        const create = { task, model: model.slug, candidate: model.candidate.slug };
        await expect(server.as(principal, (api) => api.submissions.create(create))).rejects.toMatchObject(builtIn);
        const candidate = { ...model, candidate: { ...model.candidate, slug: 'mine', name: 'Mine' } };
        await expect(server.as(principal, (api) => api.models.create(candidate))).rejects.toMatchObject(builtIn);
      }
      expect(await count()).toBe(0);
    });

    it('submissions, tasks and candidates that do not exist', async () => {
      const { task } = await open();
      await expect(get(nowhere)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(close(nowhere)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(add(nowhere, 'image-1', await truthOf(2))).rejects.toMatchObject({ code: 'SUBMISSION_NOT_FOUND' });
      await expect(server.asOperator((api) => api.submissions.files({ submission: nowhere }))).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await expect(create('no-such-task')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const unknown = { task, model: 'alpha', candidate: 'unknown' };
      await expect(server.asOperator((api) => api.submissions.create(unknown))).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'The model "alpha" has no candidate "unknown".',
      });
    });

    it('a task without images', async () => {
      await expect(create('nuclei')).rejects.toMatchObject({
        code: 'PRECONDITION_FAILED',
        message: 'The task "nuclei" has no images yet. Publish a dataset first.',
      });
    });

    it('visitors', async () => {
      const { id, task } = await open();
      for (const call of [
        () => server.asAnyone((api) => api.submissions.close({ submission: id })),
        () => server.asAnyone((api) => api.submissions.mine({})),
        () => server.asAnyone((api) => api.submissions.create({ task, model: 'alpha', candidate: 'base' })),
      ]) {
        await expect(call()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
      }
      const [hidden, missing] = await Promise.allSettled([get(id, anonymous), get(nowhere, anonymous)]);
      expect(hidden).toMatchObject({ reason: { code: 'NOT_FOUND', message: expect.stringContaining(id) as string } });
      expect(missing).toMatchObject({ reason: { code: 'NOT_FOUND' } });
    });
  });
});
