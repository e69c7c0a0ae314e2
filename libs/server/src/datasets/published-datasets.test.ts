import { DatasetFacts, PublishDataset, type Slug } from '@cellboard/contract';
import { AuditEntryEntity, DatasetEntity, DatasetVersionEntity, SourceEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

const { provenance, quality } = PublishDataset.parse({
  dataset: 'any',
  provenance: {
    layout: 'livecell',
    part: 'test',
    outlined: 'cell',
    overlap: 'smaller',
    files: [{ name: 'livecell_coco_test.json', bytes: 12_345, sha256: 'a'.repeat(64) }],
    software: '1.2.3',
  },
  quality: {
    images: 1,
    cells: 2,
    channels: [{ channels: 1, images: 1 }],
    sizes: [{ width: 5, height: 2, images: 1 }],
    pixelSizeUm: null,
    pixelSizeKnown: 0,
    cellsPerImage: { least: 2, p5: 2, median: 2, p95: 2, greatest: 2 },
    cellArea: { least: 2, p5: 2, median: 2, p95: 2, greatest: 2 },
    coverage: 0.4,
    totals: { blank: 1 },
    findings: [{ kind: 'blank', image: 'one', message: 'The picture has no structure.' }],
  },
});

const facts = DatasetFacts.parse({
  ...{ year: 2021, paperUrl: 'https://example.org/paper', objects: ['cell'], modalities: ['phase contrast'] },
  ...{ stains: [], tissues: [], images: 5239, cells: 1_686_352, imageSizes: '704×520', pixelSizes: null, split: null },
  ...{ access: 'open', steps: ['Fetch it.'], commands: [], ineligible: null, notes: [], sources: [] },
});

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
  });
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const create = (slug: Slug, more: object = {}) =>
    server.asOperator((api) => api.datasets.create(words.dataset(slug, more)));
  const publish = (dataset: Slug, more: Partial<PublishDataset> = {}) =>
    server.asOperator((api) => api.datasets.publish({ dataset, ...more }));
  const get = (dataset: Slug) => server.asAnyone((api) => api.datasets.get({ dataset }));
  const list = async () => (await server.asAnyone((api) => api.datasets.list({ limit: 500 }))).items;
  const addImage = async (dataset: Slug) =>
    server.addImage(dataset, 'one', { image: await imageOf(2, 9), truth: await truthOf(2) });
  const versionOf = (slug: Slug) => em().findOneOrFail(DatasetVersionEntity, { dataset: { slug } });
  const changes = (subject: string, action: string) => em().count(AuditEntryEntity, { subject, action });

  describe('a published dataset', () => {
    beforeAll(async () => {
      await create('told');
      await addImage('told');
      await publish('told', { provenance, quality });
    });

    it('keeps where its truths come from and what a curator should know', async () => {
      const { publishedAt } = await versionOf('told');
      expect(await get('told')).toEqual({
        ...words.dataset('told'),
        ...{ source: 'told', synthetic: false, facts: null, version: 1, published: true, retired: false },
        boards: [{ task: 'cells', taskName: 'Cells' }],
        ...{
          imageCount: 1,
          cellCount: 2,
          provenance,
          quality,
          trained: [],
          downloads: [],
          croissant: true,
          publishedAt: publishedAt?.toISOString(),
        },
        versions: [{ version: 1, publishedAt: publishedAt?.toISOString(), retiredAt: null, changes: null }],
      });
    });

    it('is not changed by publishing it again', async () => {
      const before = await get('told');
      const again = await publish('told', { provenance: null, quality: { ...quality!, cells: 99 } });
      expect(again).toEqual(await publish('told'));
      expect(await get('told')).toEqual(before);
      expect(await changes('told', 'dataset.publish')).toBe(1);
    });

    it.each(['provenance = null', 'published_at = null', 'published_at = now()', 'number = 2'])(
      'is kept by the database from being changed by %s',
      async (change) => {
        const before = await get('told');
        const { id } = await versionOf('told');
        await expect(em().execute(`update dataset_version set ${change} where id = ?`, [id])).rejects.toThrow(
          'Of a published dataset version only the quality report and the retirement may change.',
        );
        expect(await get('told')).toEqual(before);
      },
    );

    it('says nothing where nobody has said anything', async () => {
      await create('silent');
      await addImage('silent');
      await publish('silent');
      expect(await get('silent')).toMatchObject({ provenance: null, quality: null });
      const rows = await em().execute(
        `select 1 from dataset_version where provenance is null and quality is null and id = ?`,
        [(await versionOf('silent')).id],
      );
      expect(rows).toHaveLength(1);
    });

    it('is not told anything while it is empty', async () => {
      await create('no-images');
      await expect(publish('no-images', { provenance, quality })).rejects.toMatchObject({
        cause: { code: 'DATASET_EMPTY' },
      });
      expect(await versionOf('no-images')).toMatchObject({ provenance: null, quality: null, publishedAt: null });
    });

    it('names its boards, oldest task first', async () => {
      await server.publishDataset('tasked', [{ cells: 1 }, { cells: 2 }]);
      for (const [slug, name] of [
        ['b-task', 'First'],
        ['a-task', 'Second'],
        ['draft', 'Draft'],
      ] as const) {
        await server.asOperator((api) => api.tasks.create(words.task(slug, 'tasked', { name })));
      }
      await em().execute(`update task set visibility = 'draft' where slug = 'draft'`);
      await server.asOperator((api) => api.tasks.create(words.task('elsewhere', 'told')));
      expect((await get('tasked')).boards).toEqual([
        { task: 'cells', taskName: 'Cells' },
        { task: 'b-task', taskName: 'First' },
        { task: 'a-task', taskName: 'Second' },
      ]);
      expect((await get('told')).boards.map(({ task }) => task)).toEqual(['cells', 'elsewhere']);
    });

    it('shows its newest published version while another is open', async () => {
      const before = await get('silent');
      const { dataset } = await versionOf('silent');
      const writer = em();
      await writer.persist(writer.create(DatasetVersionEntity, { dataset: dataset.id, number: 2, quality })).flush();
      expect(await get('silent')).toEqual(before);
      expect((await list()).filter(({ slug }) => slug === 'silent')).toMatchObject([{ version: 1, imageCount: 1 }]);
    });
  });

  describe('a catalogued dataset', () => {
    const catalogue = async (slug: Slug, more: Partial<DatasetFacts> = {}) => {
      const writer = em();
      const source = writer.create(SourceEntity, { slug, name: slug });
      const row = { ...words.dataset(slug, { name: `Catalogued ${slug}` }), source, facts: { ...facts, ...more } };
      await writer.persist(writer.create(DatasetEntity, row)).flush();
    };
    const nothing = { version: null, published: false, retired: false, boards: [], imageCount: 0, cellCount: 0 };

    it('is listed and shown with its facts, though nothing was imported', async () => {
      await catalogue('known');
      const known = words.dataset('known', { name: 'Catalogued known' });
      const answer = { ...known, source: 'known', synthetic: false, ...nothing, facts };
      expect((await list()).filter(({ slug }) => slug === 'known')).toEqual([answer]);
      const details = {
        provenance: null,
        quality: null,
        versions: [],
        trained: [],
        downloads: [],
        croissant: false,
        publishedAt: null,
      };
      expect(await get('known')).toEqual({ ...answer, ...details });
      const files = server.asOperator((api) => api.datasets.files({ dataset: 'known' }));
      await expect(files).rejects.toMatchObject({ cause: { code: 'DATASET_NOT_FOUND' } });
    });

    it('becomes a dataset of its own as its importer describes it, and is catalogued until it is published', async () => {
      await catalogue('imported');
      const sent = { name: 'In my words', licence: 'MIT', citation: 'Me.' };
      const made = await create('imported', sent);
      const own = { ...words.dataset('imported', sent), source: 'imported', synthetic: false };
      expect(made).toEqual({ ...own, ...nothing, version: 1, facts });
      expect(await changes('imported', 'dataset.create')).toBe(1);
      expect(await create('imported', sent)).toEqual(made);
      await expect(create('imported')).rejects.toMatchObject({ cause: { code: 'DATASET_EXISTS' } });
      expect(await changes('imported', 'dataset.create')).toBe(1);
      expect(await get('imported')).toMatchObject({ ...nothing, name: 'In my words', facts });

      await addImage('imported');
      await publish('imported', { provenance });
      const published = { version: 1, published: true, imageCount: 1, cellCount: 2, facts };
      expect((await list()).filter(({ slug }) => slug === 'imported')).toMatchObject([published]);
      expect(await get('imported')).toMatchObject({ ...published, provenance });
    });

    it('keeps the description of the catalogue where its importer says nothing', async () => {
      await catalogue('quiet');
      await em().execute(`update dataset set description = 'Nuclei.', citation = 'A paper.' where slug = 'quiet'`);
      const sent = { description: '', citation: null };
      const made = await create('quiet', sent);
      expect(made).toMatchObject({ description: 'Nuclei.', citation: 'A paper.' });
      expect(await create('quiet', sent)).toEqual(made);
      await expect(create('quiet', { citation: 'Another.' })).rejects.toMatchObject({
        cause: { code: 'DATASET_EXISTS' },
      });
    });

    it('is opened once by ten requests at once', async () => {
      await catalogue('rush');
      const answers = await Promise.all(Array.from({ length: 10 }, () => create('rush')));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await em().count(DatasetVersionEntity, { dataset: { slug: 'rush' } })).toBe(1);
    });

    it('is listed among the others by name, whatever its case', async () => {
      await catalogue('lower');
      await em().execute(`update dataset set name = 'catalogued Kettle' where slug = 'lower'`);
      const names = (await list()).map(({ name }) => name);
      const [known, lower] = [names.indexOf('Catalogued known'), names.indexOf('catalogued Kettle')];
      expect([known >= 0, lower >= 0, lower < known]).toEqual([true, true, true]);
    });

    it('that nothing is known of is not shown to visitors', async () => {
      await create('unknown');
      await expect(get('unknown')).rejects.toMatchObject({ cause: { code: 'DATASET_NOT_FOUND' } });
      expect((await list()).map(({ slug }) => slug)).not.toContain('unknown');
    });
  });
});
