import { catalogDatasets, catalogModels, type CatalogModel } from '@cellboard/catalog';
import { AuditEntry, Candidate, Dataset, Model, TrainingData } from '@cellboard/db';
import { describeDatabases } from '@cellboard/db/testing';
import { TestServer, words } from '../testing/server.fixture.ts';
import { CatalogService, type Catalog } from './catalog.service.ts';

const published: Catalog = { datasets: catalogDatasets, models: catalogModels };
const candidateCount = catalogModels.flatMap(({ candidates }) => candidates).length;

const catalogDatasetOf = (slug: string) => catalogDatasets.find((entry) => entry.slug === slug);

describeDatabases((database) => {
  let server: TestServer;
  let first: AuditEntry[];
  beforeAll(async () => {
    const [one, other] = await Promise.all([TestServer.open(database), TestServer.open(database)]);
    first = await database.orm.em.fork().find(AuditEntry, {});
    await other.close();
    server = one;
  });
  afterAll(() => server.close());

  const keep = (catalog: Catalog = published) => server.with(CatalogService, (service) => service.keep(catalog));
  const entries = () => database.orm.em.fork().count(AuditEntry, { actor: 'catalogue' });
  const model = (slug: string) => server.asAnyone((api) => api.models.get({ model: slug }));
  const dataset = (slug: string) => server.asAnyone((api) => api.datasets.get({ dataset: slug }));
  const changed = (slug: string, change: Partial<CatalogModel>): Catalog => ({
    datasets: catalogDatasets,
    models: catalogModels.map((entry) => (entry.slug === slug ? { ...entry, ...change } : entry)),
  });

  it('is written once by two servers that start on an empty database at once', async () => {
    const subjects = first.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`);
    expect(subjects).toHaveLength(catalogDatasets.length + catalogModels.length + candidateCount);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects).toContain('catalogue candidate.create stardist/2d-versatile-fluo');
    const em = database.orm.em.fork();
    const rows = [await em.count(Dataset), await em.count(Model), await em.count(Candidate)];
    expect(rows).toEqual([catalogDatasets.length, catalogModels.length, candidateCount]);
  });

  it('lists every dataset and model with what is known of it', async () => {
    const nothingHere = { version: null, published: false, imageCount: 0, cellCount: 0 };
    const datasets = await server.asAnyone((api) => api.datasets.list());
    expect(datasets.map((listed) => ({ ...listed, layout: catalogDatasetOf(listed.slug)?.layout }))).toEqual(
      catalogDatasets.map((entry) => ({ ...entry, ...nothingHere })),
    );
    const models = await server.asAnyone((api) => api.models.list());
    const bySlug = (one: { slug: string }, other: { slug: string }) => (one.slug < other.slug ? -1 : 1);
    expect(models.map(({ candidates, ...card }) => ({ ...card, candidates: candidates.length })).sort(bySlug)).toEqual(
      catalogModels.map(({ candidates, ...card }) => ({ ...card, candidates: candidates.length })).sort(bySlug),
    );
    expect((await model('stardist')).candidates).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          slug: '2d-versatile-he',
          name: '2D_versatile_he',
          trainingData: ['MoNuSeg', 'TNBC'],
        }),
      ]),
    );
  });

  it('links training data to the datasets that are listed', async () => {
    const found = await database.orm.em
      .fork()
      .find(TrainingData, { dataset: { $ne: null } }, { populate: ['dataset', 'candidate.model'] });
    const links = found.map(({ candidate, dataset: data }) => `${candidate.model.slug} ${data?.slug ?? ''}`);
    expect(links).toEqual(expect.arrayContaining(['stardist dsb2018', 'lacss livecell', 'mesmer tissuenet']));
  });

  it('changes nothing the second time, or when servers start again', async () => {
    await keep();
    const again = await Promise.all([TestServer.open(database), TestServer.open(database)]);
    expect(await entries()).toBe(first.length);
    await Promise.all(again.map((one) => one.close()));
  });

  it('makes way for who imports a dataset, and keeps their words', async () => {
    await server.publishDataset('livecell', [{ cells: 2 }]);
    await keep();
    expect(await dataset('livecell')).toMatchObject({ name: 'Dataset livecell', licence: 'CC0-1.0', imageCount: 1 });
    expect((await dataset('livecell')).facts?.images).toBe(5239);
  });

  it('brings its own words up to date, and the facts of every row', async () => {
    const newer = catalogDatasets.map((entry) => ({
      ...entry,
      licence: 'CC-BY-4.0',
      facts: { ...entry.facts, cells: 1 },
    }));
    await keep({ datasets: newer, models: [] });
    expect(await dataset('evican')).toMatchObject({ licence: 'CC-BY-4.0', facts: { cells: 1 } });
    expect(await dataset('livecell')).toMatchObject({ licence: 'CC0-1.0', facts: { cells: 1 } });
    const cuts = await model('cuts');
    await keep(changed('cuts', { description: 'Newer words.', ineligible: null, developer: 'Somebody new' }));
    expect(await model('cuts')).toMatchObject({
      description: 'Newer words.',
      ineligible: null,
      developer: 'Somebody new',
    });
    await keep();
    expect(await model('cuts')).toEqual(cuts);
    expect(await dataset('evican')).toMatchObject({ licence: 'CC-BY-4.0', facts: { cells: null } });
  });

  it('leaves a model alone that somebody else made, but for its facts', async () => {
    const em = database.orm.em.fork();
    await em.nativeDelete(Model, { slug: 'stardist' });
    const mine = words.model('stardist', {
      candidate: { slug: '2d-versatile-fluo', name: 'Mine', trainingData: null },
    });
    await server.asOperator((api) => api.models.create(mine));
    await keep();
    const kept = await model('stardist');
    expect(kept).toMatchObject({ name: 'Model stardist', developer: 'Test', licence: null, weightsAvailable: null });
    expect(kept.facts?.year).toBe(2018);
    expect(kept.candidates.map(({ slug, name }) => `${slug} ${name}`)).toEqual([
      '2d-versatile-fluo Mine',
      '2d-versatile-he 2D_versatile_he',
      '2d-paper-dsb2018 2D_paper_dsb2018',
    ]);
    await keep(changed('stardist', { description: 'Newer words.' }));
    expect((await model('stardist')).description).toBe('');
  });

  it('leaves words alone that somebody changed in one of its rows', async () => {
    const em = database.orm.em.fork();
    await em.nativeUpdate(Model, { slug: 'lacss' }, { description: 'As we see it.' });
    await em.nativeUpdate(Candidate, { slug: 'small', model: { slug: 'lacss' } }, { name: 'Ours' });
    await em.nativeUpdate(Dataset, { slug: 'evican' }, { licence: 'As we see it.' });
    const [small] = (await model('lacss')).candidates.filter(({ slug }) => slug === 'small');
    await keep(changed('lacss', { description: 'Newer words.' }));
    expect(await model('lacss')).toMatchObject({ description: 'As we see it.' });
    expect((await model('lacss')).candidates).toContainEqual({ ...small, name: 'Ours' });
    expect(await dataset('evican')).toMatchObject({ licence: 'As we see it.' });
  });

  it('declares training data of which the catalogue has learnt, unless somebody else declared it', async () => {
    const learnt = (slug: string) =>
      changed(slug, { candidates: [{ slug: 'general', name: 'General', trainingData: ['LIVECell', 'YeaZ'] }] });
    expect((await model('cellsam')).candidates[0]?.trainingData).toBeNull();
    await keep(learnt('cellsam'));
    expect((await model('cellsam')).candidates[0]?.trainingData).toEqual(['LIVECell', 'YeaZ']);
    await keep(learnt('cellsam'));
    await keep(changed('cellsam', { candidates: [{ slug: 'general', name: 'General', trainingData: ['YeaZ'] }] }));
    expect((await model('cellsam')).candidates[0]?.trainingData).toEqual(['YeaZ']);
  });

  describe('a submission', () => {
    const submit = (slug: string, candidate: string) =>
      server.asOperator((api) => api.submissions.create({ task: 'eggs-task', model: slug, candidate }));
    beforeAll(async () => {
      await server.publishDataset('eggs', [{ cells: 2 }]);
      await server.asOperator((api) => api.tasks.create(words.task('eggs-task', 'eggs')));
    });

    it('is opened for a catalogued candidate', async () => {
      expect(await submit('hover-net', 'pannuke')).toMatchObject({ status: 'open', modelName: 'HoVer-Net' });
    });

    it('is refused for a model that is only listed, with the reason', async () => {
      const { slug, name, description, developer, learningMethod, backbone, paramCount, licence, paperUrl, codeUrl } =
        await model('3dcellseg');
      const card = {
        slug,
        name,
        description,
        developer,
        learningMethod,
        backbone,
        paramCount,
        licence,
        paperUrl,
        codeUrl,
      };
      const candidate = { slug: 'hms', name: 'HMS', trainingData: ['HMS'] };
      await server.asOperator((api) => api.models.create({ ...card, candidate }));
      await expect(submit('3dcellseg', 'hms')).rejects.toMatchObject({
        code: 'PRECONDITION_FAILED',
        message:
          'The model 3dcellseg is listed and never ranked: It segments volumes only, and the tasks here are two-dimensional.',
        cause: { code: 'MODEL_INELIGIBLE' },
      });
    });
  });
});
