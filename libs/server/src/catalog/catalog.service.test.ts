import { catalogDatasets, catalogModels, catalogSources, type CatalogModel } from '@cellboard/catalog';
import { NewCandidate, type NewWeights } from '@cellboard/contract';
import {
  AuditEntryEntity,
  CandidateEntity,
  DatasetEntity,
  ModelEntity,
  SourceEntity,
  SourcePartEntity,
  WeightsEntity,
  WeightsSourceEntity,
} from '@cellboard/db';
import { describeDatabases } from '@cellboard/db/testing';
import { TestServer, words } from '../testing/server.fixture.ts';
import { CatalogService, keeper, type Catalog } from './catalog.service.ts';

const published: Catalog = { sources: catalogSources, datasets: catalogDatasets, models: catalogModels };
const candidateCount = catalogModels.flatMap(({ candidates }) => candidates).length;

const catalogDatasetOf = (slug: string) => catalogDatasets.find((entry) => entry.slug === slug);

describeDatabases((database) => {
  let server: TestServer;
  let first: AuditEntryEntity[];
  beforeAll(async () => {
    const [one, other] = await Promise.all([TestServer.open(database), TestServer.open(database)]);
    first = await database.orm.em.fork().find(AuditEntryEntity, { actor: 'worker:catalogue' });
    await other.close();
    server = one;
  });
  afterAll(() => server.close());

  const keep = (catalog: Catalog = published) =>
    server.with(CatalogService, (service) => service.keep(keeper, catalog));
  const entries = () => database.orm.em.fork().count(AuditEntryEntity, { actor: 'worker:catalogue' });
  const model = (slug: string) => server.asAnyone((api) => api.models.get({ model: slug }));
  const dataset = (slug: string) => server.asAnyone((api) => api.datasets.get({ dataset: slug }));
  const changed = (slug: string, change: Partial<CatalogModel>): Catalog => ({
    ...published,
    models: catalogModels.map((entry) => (entry.slug === slug ? { ...entry, ...change } : entry)),
  });

  it('is written once by two servers that start on an empty database at once', async () => {
    const subjects = first.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`);
    const standingTasks = 2;
    expect(subjects).toHaveLength(catalogDatasets.length + catalogModels.length + candidateCount + standingTasks);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects).toContain('worker:catalogue candidate.catalogue stardist/2d-versatile-fluo');
    const em = database.orm.em.fork();
    const rows = [await em.count(DatasetEntity), await em.count(ModelEntity), await em.count(CandidateEntity)];
    expect(rows).toEqual([catalogDatasets.length, catalogModels.length, candidateCount]);
  });

  it('lists every dataset and model with what is known of it', async () => {
    const unknown = { version: null, published: false, retired: false, synthetic: false, boards: [] };
    const nothingHere = { ...unknown, imageCount: 0, cellCount: 0 };
    const datasets = await server.asAnyone((api) => api.datasets.list({}));
    expect(datasets.next).toBeNull();
    expect(datasets.items.map((listed) => ({ ...listed, layout: catalogDatasetOf(listed.slug)?.layout }))).toEqual(
      catalogDatasets.map((entry) => ({ ...entry, ...nothingHere })),
    );
    const { items: models } = await server.asAnyone((api) => api.models.list({ limit: 500 }));
    const bySlug = (one: { slug: string }, other: { slug: string }) => (one.slug < other.slug ? -1 : 1);
    expect(models.map(({ candidates, ...card }) => ({ ...card, candidates: candidates.length })).sort(bySlug)).toEqual(
      catalogModels
        .map(({ candidates, ...card }) => ({ ...card, candidates: candidates.length, builtIn: false, boardCount: 0 }))
        .sort(bySlug),
    );
    const stained = (await model('stardist')).candidates.find(({ slug }) => slug === '2d-versatile-he');
    expect(stained).toMatchObject({
      name: '2D_versatile_he',
      weights: { sources: ['monuseg', 'tnbc'].map((source) => ({ slug: source, inherited: false })) },
    });
  });

  it('writes the vocabulary of sources, and which contains which', async () => {
    const em = database.orm.em.fork();
    const contained = catalogSources.flatMap(({ contains }) => contains);
    expect(await em.count(SourceEntity, { catalogued: true })).toBe(catalogSources.length);
    expect(await em.count(SourcePartEntity, {})).toBe(contained.length);
  });

  it('writes weights that several candidates share once', async () => {
    const em = database.orm.em.fork();
    const weights = catalogModels.flatMap(({ slug, candidates }) =>
      candidates.flatMap((one) => (one.weights ? [`${slug}/${one.weights.slug}`] : [])),
    );
    expect(new Set(weights).size).toBeLessThan(weights.length);
    expect(await em.count(WeightsEntity, {})).toBe(new Set(weights).size);
  });

  it('links training data to the datasets that are listed', async () => {
    const trained = async (slug: string) => (await dataset(slug)).trained.map(({ model: name }) => name);
    expect(await trained('dsb2018')).toContain('stardist');
    expect(await trained('livecell')).toContain('lacss');
    expect(await trained('tissuenet')).toContain('mesmer');
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
    await keep({ ...published, datasets: newer, models: [] });
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
    await em.nativeDelete(ModelEntity, { slug: 'stardist' });
    const mine = words.model('stardist', {
      candidate: { slug: '2d-versatile-fluo', name: 'Mine' },
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
    await em.nativeUpdate(ModelEntity, { slug: 'lacss' }, { description: 'As we see it.' });
    await em.nativeUpdate(CandidateEntity, { slug: 'small', model: { slug: 'lacss' } }, { name: 'Ours' });
    await em.nativeUpdate(DatasetEntity, { slug: 'evican' }, { licence: 'As we see it.' });
    const [small] = (await model('lacss')).candidates.filter(({ slug }) => slug === 'small');
    await keep(changed('lacss', { description: 'Newer words.' }));
    expect(await model('lacss')).toMatchObject({ description: 'As we see it.' });
    expect((await model('lacss')).candidates).toContainEqual({ ...small, name: 'Ours' });
    expect(await dataset('evican')).toMatchObject({ licence: 'As we see it.' });
  });

  describe('weights', () => {
    const declaring = (sources: NewWeights['sources']) => {
      const weights = { slug: 'general', name: 'General', sources };
      return changed('cellsam', { candidates: [NewCandidate.parse({ slug: 'general', name: 'General', weights })] });
    };
    const declared = async () => {
      const [candidate] = (await model('cellsam')).candidates;
      return candidate?.weights?.sources?.map(({ slug }) => slug) ?? null;
    };

    it('declare the sources of which the catalogue has learnt', async () => {
      expect(await declared()).toContain('tissuenet');
      await keep(declaring(null));
      expect(await declared()).toBeNull();
      await keep(declaring(['livecell', 'yeaz']));
      expect(await declared()).toEqual(['livecell', 'yeaz']);
      await keep(declaring(['livecell', 'yeaz']));
      await keep(declaring(['yeaz']));
      expect(await declared()).toEqual(['yeaz']);
    });

    it('keep what somebody else declared', async () => {
      const em = database.orm.em.fork();
      const weights = await em.findOneOrFail(WeightsEntity, { slug: 'general', model: { slug: 'cellsam' } });
      const source = em.getReference(SourceEntity, 'dsb2018');
      await em.persist(em.create(WeightsSourceEntity, { weights, source })).flush();
      await keep(declaring(['livecell']));
      expect(await declared()).toEqual(['dsb2018', 'yeaz']);
    });
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
      const candidate = NewCandidate.parse({ slug: 'hms', name: 'HMS' });
      await server.asOperator((api) => api.models.create({ ...card, candidate }));
      await expect(submit('3dcellseg', 'hms')).rejects.toMatchObject({
        code: 'PRECONDITION_FAILED',
        message:
          'The model "3dcellseg" is listed but never ranked: It segments volumes only, and the tasks here are two-dimensional.',
        cause: { code: 'MODEL_INELIGIBLE' },
      });
    });
  });
});
