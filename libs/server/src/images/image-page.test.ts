import { anonymous, operator, type CandidateId, type ImageId, type Principal } from '@cellboard/contract';
import { AnnotationProblemEntity, AuditEntryEntity } from '@cellboard/db';
import { MakePicturesJob } from '../pictures/make-pictures.job.ts';
import { PicturesService } from '../pictures/pictures.service.ts';
import { insertEvaluated } from '../testing/boards.fixture.ts';
import { describeEmbedded } from '../testing/databases.fixture.ts';
import { words, type TestServer } from '../testing/server.fixture.ts';
import { image, openImages } from './image-page.fixture.ts';

describeEmbedded((database) => {
  let server: TestServer;
  let id: ImageId;
  let candidate: CandidateId;
  beforeAll(async () => {
    server = await openImages(database);
    id = (await get()).id;
    candidate = (await counting()).results[0]!.candidateId;
  });
  afterAll(() => server.close());

  const get = (query: object = image) => server.asAnyone((api) => api.images.get(query as typeof image));
  const results = () => server.asAnyone((api) => api.images.results(image));
  const counting = async () => (await results()).tasks.find(({ task }) => task === 'counting')!;

  describe('the page of an image', () => {
    it('says what its file holds, and whether it may be downloaded', async () => {
      expect(await get()).toMatchObject({
        ...{ ...image, cellCount: 3, datasetName: 'Dataset cells', datasetVersion: 1, synthetic: false },
        ...{ licence: 'CC0-1.0', mayDownload: true, sourceUrl: null, hasIgnore: false },
        samples: {
          ...{ dtype: 'uint8', channels: [{ name: null, colour: null, display: null }] },
          ...{ colours: false, bitDepth: 8, whiteIsZero: false },
        },
      });
      expect(await get({ dataset: 'kept', name: 'bare' })).toMatchObject({
        samples: { channels: [{ name: null, colour: null, display: [10, 120] }] },
      });
      expect(await get({ dataset: 'kept', name: 'vague' })).toMatchObject({ hasIgnore: true, mayDownload: false });
    });

    it.each([
      { dataset: 'cells', name: 'image-9' },
      { dataset: 'nowhere', name: 'image-1' },
      { dataset: 'hidden', name: 'secret' },
    ])('is not there for %j', async (query) => {
      const gone = { cause: { code: 'IMAGE_NOT_FOUND' } };
      await expect(get(query)).rejects.toMatchObject(gone);
      await expect(server.asAnyone((api) => api.images.results(query))).rejects.toMatchObject(gone);
    });

    it('shows what each candidate made of it, best first', async () => {
      expect((await results()).tasks.map(({ task }) => task)).toEqual(['cells', 'counting']);
      const { taskName, primaryMetric, metrics, results: all } = await counting();
      expect([taskName, primaryMetric]).toEqual(['Task counting', 'f1@0.5']);
      expect(metrics.map(({ id: metric }) => metric)).toContain('f1@0.5');
      const shown = all.map(({ model, scores, hasPrediction }) => [model, scores['f1@0.5'] ?? null, hasPrediction]);
      expect(shown).toEqual([
        ['better', 0.8, true],
        ['worse', 0.5, true],
        ['silent', null, false],
      ]);
    });

    it('is in the table of its task with what the chosen candidates made of it, page by page', async () => {
      const table = (query: object) => server.asAnyone((api) => api.images.table(query as Parameters<typeof api.images.table>[0])); // prettier-ignore
      const [best, , silent] = (await counting()).results.map(({ candidateId }) => candidateId);
      const query = { task: 'counting', candidates: [silent!, best!], limit: 2 };
      const first = await table(query);
      expect(first).toMatchObject({ primaryMetric: 'f1@0.5', metrics: (await counting()).metrics });
      const { items } = await server.asAnyone((api) => api.images.list({ task: 'counting' }));
      const second = await table({ ...query, cursor: first.next! });
      const third = await table({ ...query, cursor: second.next! });
      const all = [first, second, third].flatMap((page) => page.items);
      expect([all.map((row) => row.image), third.next]).toEqual([items, null]);
      const own = (await counting()).results;
      const [mine] = all.filter((row) => row.image.name === image.name);
      expect(mine!.results).toEqual([own[2], own[0]]);
      expect(
        all.every(({ results: cells }) => cells.every((cell) => query.candidates.includes(cell.candidateId))),
      ).toBe(true);
      await expect(table({ ...query, task: 'nowhere' })).rejects.toThrow('There is no task "nowhere"');
      await expect(table({ ...query, candidates: [] })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      expect((await table({ ...query, dataset: 'hidden' })).items).toEqual([]);
    });

    it('knows the images before and after it in the same query', async () => {
      const neighbours = (query: object) =>
        server.asAnyone((api) => api.images.neighbours(query as { image: typeof image }));
      expect(await neighbours({ image })).toEqual({
        ...{ previous: { ...image, name: 'image-1' }, next: { ...image, name: 'image-3' }, place: 2, total: 5 },
      });
      const last = { dataset: 'kept', name: 'vague' };
      const before = { dataset: 'kept', name: 'bare' };
      expect(await neighbours({ image: last })).toEqual({ previous: before, next: null, place: 5, total: 5 });
      expect(await neighbours({ dataset: 'kept', image: before })).toMatchObject({
        previous: null,
        next: last,
        total: 2,
      });
      expect(await neighbours({ dataset: 'kept', image })).toEqual({
        previous: null,
        next: null,
        place: null,
        total: 2,
      });
      expect(await neighbours({ task: 'counting', dataset: 'cells', image })).toMatchObject({ place: 2, total: 3 });
      await expect(neighbours({ task: 'nowhere', image })).rejects.toMatchObject({ cause: { code: 'TASK_NOT_FOUND' } });
    });
  });

  describe('the order of images', () => {
    const list = (query: object) => server.asAnyone((api) => api.images.list(query));
    const names = async (query: object) => (await list(query)).items.map(({ name }) => name);
    const board = { task: 'counting', dataset: 'cells' };
    const better = { ...board, candidate: 'better/base', metric: 'mDice' };

    it.each<[object, string[]]>([
      [{ dataset: 'cells' }, ['image-1', 'image-2', 'image-3']],
      [{ dataset: 'cells', sort: 'fewest' }, ['image-1', 'image-3', 'image-2']],
      [{ dataset: 'cells', sort: 'most' }, ['image-2', 'image-3', 'image-1']],
      [{ dataset: 'kept', sort: 'most' }, ['vague', 'bare']],
      [{ ...better, sort: 'best' }, ['image-2', 'image-1', 'image-3']],
      [{ ...better, sort: 'worst' }, ['image-2', 'image-1', 'image-3']],
      [{ ...board, sort: 'disagreement' }, ['image-2', 'image-1', 'image-3']],
    ])('for %j is %j, page by page, and that of neighbours', async (query, expected) => {
      expect(await names(query)).toEqual(expected);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ ...query, limit: 1, itemsOnly: true, ...(cursor !== undefined && { cursor }) });
        seen.push(...page.items.map(({ name }) => name));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(expected);
      const { dataset } = { dataset: 'cells', ...query };
      const neighbours = await server.asAnyone((api) =>
        api.images.neighbours({ ...query, image: { dataset, name: expected[1]! } }),
      );
      expect([neighbours.previous?.name, neighbours.place, neighbours.next?.name]).toEqual([
        expected[0],
        2,
        expected[2],
      ]);
    });

    it('says the score that decides it', async () => {
      const scores = async (query: object) => (await list(query)).items.map(({ score }) => score);
      expect(await scores({ ...better, sort: 'best' })).toEqual([0.8, null, null]);
      const [first] = await scores({ ...board, sort: 'disagreement' });
      expect(first).toBeCloseTo(0.3);
      expect(await scores(board)).toEqual([undefined, undefined, undefined]);
    });

    it('at random is another for another seed, and the same for the same', async () => {
      const orders = await Promise.all([...Array(12).keys()].map((seed) => names({ sort: 'random', seed })));
      expect(new Set(orders.map(String)).size).toBeGreaterThan(3);
      expect(await names({ sort: 'random', seed: 5 })).toEqual(orders[5]);
      expect([...orders[5]!].sort()).toEqual([...(await names({}))].sort());
    });

    it('keeps images of a cell type together', async () => {
      await server.publishDataset('mixed', [
        { cells: 1, tags: { cellType: 'yeast' } },
        { cells: 2, tags: { cellType: 'neuron' } },
        { cells: 3, tags: { cellType: 'yeast' } },
      ]);
      const grouped = { dataset: 'mixed', grouped: true, sort: 'most' };
      expect(await names(grouped)).toEqual(['image-2', 'image-3', 'image-1']);
      const page = await list({ ...grouped, limit: 2 });
      expect(await names({ ...grouped, cursor: page.next })).toEqual(['image-1']);
    });

    it.each([
      [{ sort: 'disagreement' }, 'REQUEST_INVALID'],
      [{ ...board, sort: 'best' }, 'REQUEST_INVALID'],
      [{ ...better, metric: 'beauty', sort: 'best' }, 'REQUEST_INVALID'],
      [{ ...better, candidate: 'better/large', sort: 'best' }, 'CANDIDATE_NOT_FOUND'],
    ])('refuses %j', async (query, code) => {
      await expect(list(query)).rejects.toMatchObject({ cause: { code } });
    });
  });

  it('draws the pictures ahead, and says how far it is', async () => {
    const progress = () => server.with(MakePicturesJob, (job) => job.progress());
    const { total } = await progress();
    expect((await progress()).done).toBe(0);
    await server.with(MakePicturesJob, (job) => job.run());
    expect(await progress()).toEqual({ done: total, total });
    await server.with(MakePicturesJob, (job) => job.run());
    for (const side of [160, 320] as const) {
      const { bytes } = await server.with(PicturesService, (pictures) => pictures.truth(anonymous, id, side));
      expect((await bytes()).length).toBeGreaterThan(0);
    }
  });

  describe('a report of a problem', () => {
    const report = (principal: Principal, more: object = {}) =>
      server.as(principal, (api) =>
        api.images.reportProblem({ ...image, kind: 'missed', text: 'A cell at the left.', ...more }),
      );

    it('is kept with who and where, written into the audit log, and kept once', async () => {
      const developer = await server.developer('Reporter');
      const seen = {
        cell: 2,
        candidate: { model: 'better', candidate: 'base' },
        view: '/images/cells/image-2?cell=truth:2',
      };
      const first = await report(developer, seen);
      expect(await report(developer, seen)).toEqual(first);
      const em = database.orm.em.fork();
      expect(await em.find(AnnotationProblemEntity, {})).toMatchObject([
        {
          ...{ id: first.id, image: { id }, cell: 2, candidate: { id: candidate }, kind: 'missed' },
          ...{ text: 'A cell at the left.', view: seen.view, actor: developer.id, reportedBy: { id: developer.id } },
        },
      ]);
      expect(await em.find(AuditEntryEntity, { action: 'image.report' })).toMatchObject([
        { actor: developer.id, object: 'image', subject: id, after: { problem: first.id, kind: 'missed', cell: 2 } },
      ]);
      await report(developer, { ...seen, cell: 3 });
      expect(await database.orm.em.fork().count(AnnotationProblemEntity)).toBe(2);
    });

    it('is refused without an account, of nothing, and beyond a number within an hour', async () => {
      await expect(report(anonymous)).rejects.toMatchObject({ cause: { code: 'SIGN_IN_REQUIRED' } });
      const developer = await server.developer('Eager');
      await expect(report(developer, { name: 'image-9' })).rejects.toMatchObject({
        cause: { code: 'IMAGE_NOT_FOUND' },
      });
      const unknown = { model: 'better', candidate: 'large' };
      await expect(report(developer, { candidate: unknown })).rejects.toMatchObject({
        cause: { code: 'CANDIDATE_NOT_FOUND' },
      });
      for (const wrong of [
        { text: ' x ' },
        { text: 'x'.repeat(2001) },
        { cell: 0 },
        { kind: 'ugly' },
        { view: 'http://x' },
      ])
        await expect(report(developer, wrong)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      for (let cell = 1; cell <= 60; cell++) await report(developer, { cell });
      await expect(report(developer, { cell: 61 })).rejects.toMatchObject({ cause: { code: 'TOO_MANY_REPORTS' } });
      await expect(report(operator, { cell: 61 })).resolves.toMatchObject({ image: id });
      expect(await database.orm.em.fork().count(AnnotationProblemEntity, { cell: 61 })).toBe(1);
    });
  });

  it('shows controls after all methods, and does not ask them where methods disagree', async () => {
    const control = { candidate: { slug: 'empty-prediction', name: 'Empty prediction', kind: 'control' } };
    await server.asOperator((api) => api.models.create(words.model('controls', control)));
    await insertEvaluated(database.orm, {
      ...{
        task: 'counting',
        dataset: 'cells',
        model: 'controls',
        mean: { 'f1@0.5': 1 },
        predictions: { 'image-2': null },
      },
      imageScores: { 'image-2': { 'f1@0.5': 1, mDice: 0 } },
    });
    expect((await counting()).results.map(({ model }) => model)).toEqual(['better', 'worse', 'silent', 'controls']);
    const sorted = { task: 'counting', dataset: 'cells', sort: 'disagreement' } as const;
    const [first] = (await server.asAnyone((api) => api.images.list(sorted))).items;
    expect(first?.score).toBeCloseTo(0.3);
  });
});
