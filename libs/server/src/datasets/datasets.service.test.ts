import { AuditEntryEntity, ImageEntity } from '@cellboard/db';
import { operator } from '@cellboard/contract';
import { describeDatabases } from '../testing/databases.fixture.ts';
import sharp from 'sharp';
import { imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { ImageUploadsService } from './image-uploads.service.ts';

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
  });
  afterAll(() => server.close());

  const changes = async (action: string) => {
    const entries = await database.orm.em.fork().find(AuditEntryEntity, { action }, { orderBy: { id: 'asc' } });
    return entries.map(({ actor, subject }) => ({ actor, subject }));
  };
  const create = (slug: string, more: object = {}) =>
    server.asOperator((api) => api.datasets.create(words.dataset(slug, more)));
  const publish = (dataset: string) => server.asOperator((api) => api.datasets.publish({ dataset }));

  it('opens version 1 of a new dataset, and writes down who did it', async () => {
    expect(await create('alpha', { citation: 'A paper.' })).toEqual({
      ...{ slug: 'alpha', name: 'Dataset alpha', object: 'cell', source: 'alpha', synthetic: false, description: '' },
      ...{ licence: 'CC0-1.0', redistributable: false, sourceUrl: null, citation: 'A paper.', facts: null },
      ...{ version: 1, published: false, retired: false, boards: [], imageCount: 0, cellCount: 0 },
    });
    expect(await changes('dataset.create')).toContainEqual({ actor: 'operator', subject: 'alpha' });
  });

  it('answers the same words again without making anything, and refuses other words', async () => {
    const first = await create('again');
    expect(await create('again')).toEqual(first);
    expect((await changes('dataset.create')).filter(({ subject }) => subject === 'again')).toHaveLength(1);
    await expect(create('again', { licence: 'MIT' })).rejects.toMatchObject({
      code: 'CONFLICT',
      cause: { code: 'DATASET_EXISTS' },
    });
  });

  it('says what is other than in the description that was sent', async () => {
    await create('named');
    await expect(create('named', { name: 'Another', citation: 'A paper.' })).rejects.toThrow(
      'There already is a dataset "named", with name "Dataset named", citation null, which differs from what you sent.',
    );
    await expect(create('named', { source: 'livecell' })).rejects.toThrow('with source "named", which differs');
  });

  it('makes one dataset of ten requests at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('at-once')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await changes('dataset.create')).filter(({ subject }) => subject === 'at-once')).toHaveLength(1);
  });

  it('shows a dataset to everyone once it is published, and never before', async () => {
    await create('hidden');
    await server.addImage('hidden', 'one', { image: await imageOf(3, 9), truth: await truthOf(3) });
    const get = () => server.asAnyone((api) => api.datasets.get({ dataset: 'hidden' }));
    const slugs = async () =>
      (await server.asAnyone((api) => api.datasets.list({ limit: 500 }))).items.map(({ slug }) => slug);
    await expect(get()).rejects.toMatchObject({ code: 'NOT_FOUND', cause: { code: 'DATASET_NOT_FOUND' } });
    expect(await slugs()).not.toContain('hidden');

    const published = await publish('hidden');
    expect(published).toMatchObject({ published: true, imageCount: 1, cellCount: 3 });
    expect(await get()).toMatchObject({ ...published, provenance: null, quality: null, trained: [] });
    expect(await slugs()).toContain('hidden');
  });

  it('lists open versions for those who may change them, and for nobody else', async () => {
    await create('unfinished');
    await server.publishDataset('corrected', [{ cells: 1 }]);
    await server.asOperator((api) => api.datasets.openVersion({ dataset: 'corrected', changes: 'more' }));
    const query = { open: true, limit: 500 };
    const { items } = await server.asOperator((api) => api.datasets.list(query));
    expect(items.every(({ published }) => !published)).toBe(true);
    expect(items).toContainEqual(expect.objectContaining({ slug: 'unfinished', version: 1, imageCount: 0 }));
    expect(items).toContainEqual(expect.objectContaining({ slug: 'corrected', version: 2, imageCount: 0 }));
    expect(items.map(({ name }) => name)).toEqual(
      items.map(({ name }) => name).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
    );
    expect((await server.asAnyone((api) => api.datasets.list(query))).items).toEqual([]);
    const { id } = await server.developer('Curator of corrected');
    const own = await server.as({ kind: 'curator', id, datasets: ['corrected'] }, (api) => api.datasets.list(query));
    expect(own.items.map(({ slug }) => slug)).toEqual(['corrected']);
    const published = (await server.asOperator((api) => api.datasets.list({ limit: 500 }))).items;
    expect(published).toContainEqual(expect.objectContaining({ slug: 'corrected', version: 1, published: true }));
  });

  it('publishes once, and not without images', async () => {
    await create('empty');
    await expect(publish('empty')).rejects.toMatchObject({ cause: { code: 'DATASET_EMPTY' } });
    await server.addImage('empty', 'one', { image: await imageOf(1, 9), truth: await truthOf(1) });
    expect(await publish('empty')).toEqual(await publish('empty'));
    expect((await changes('dataset.publish')).filter(({ subject }) => subject === 'empty')).toHaveLength(1);
    await expect(publish('nowhere')).rejects.toMatchObject({ cause: { code: 'DATASET_NOT_FOUND' } });
  });

  it('lists by name, whatever the order of creation', async () => {
    for (const slug of ['zebra', 'ant']) await server.publishDataset(slug, [{ cells: 1 }]);
    const names = (await server.asAnyone((api) => api.datasets.list({ limit: 500 }))).items.map(({ name }) => name);
    expect(names).toEqual([...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    expect(names).toEqual(expect.arrayContaining(['Dataset ant', 'Dataset zebra']));
    const first = await server.asAnyone((api) => api.datasets.list({ limit: 3 }));
    const rest = await server.asAnyone((api) => api.datasets.list({ limit: 500, cursor: first.next ?? undefined }));
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(names);
  });

  it.each(['create', 'publish', 'files'] as const)('lets no visitor call %s', async (procedure) => {
    const call = server.asAnyone<unknown>((api) => {
      if (procedure === 'create') return api.datasets.create(words.dataset('mine'));
      return api.datasets[procedure]({ dataset: 'alpha' });
    });
    await expect(call).rejects.toMatchObject({ code: 'UNAUTHORIZED', cause: { code: 'SIGN_IN_REQUIRED' } });
  });

  describe('an uploaded image', () => {
    beforeAll(() => create('cells'));

    it('is measured, and its cells are counted', async () => {
      const answer = await server.addImage('cells', 'first', { image: await imageOf(4, 9), truth: await truthOf(4) });
      expect(answer).toMatchObject({ name: 'first', width: 9, height: 2, cellCount: 4, unchanged: false });
      const kept = await database.orm.em.fork().findOneOrFail(ImageEntity, { id: answer.id });
      expect(kept).toMatchObject({
        channels: 1,
        cellType: 'HeLa',
        imagingModality: 'fluorescence',
        instanceSeg: true,
        pixelSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        perceptualHash: '0'.repeat(16), // all of it is equally bright
      });
      expect(await server.asOperator((api) => api.datasets.files({ dataset: 'cells' }))).toEqual({
        items: [
          { name: 'first', imageSha256: answer.imageSha256, truthSha256: answer.truthSha256, ignoreSha256: null },
        ],
        next: null,
      });
      expect(await changes('image.add')).toContainEqual({ actor: 'operator', subject: answer.id });
    });

    it('changes nothing when the same files come again, and is refused with other files or tags', async () => {
      const [image, truth] = await Promise.all([imageOf(2, 7), truthOf(2)]);
      const first = await server.addImage('cells', 'twice', { image, truth });
      expect(await server.addImage('cells', 'twice', { image, truth })).toEqual({ ...first, unchanged: true });
      const otherFiles = server.addImage('cells', 'twice', { image: await imageOf(2, 8), truth });
      await expect(otherFiles).rejects.toMatchObject({
        code: 'IMAGE_EXISTS',
        message: expect.stringContaining('with other files') as string,
      });
      const otherTags = server.addImage('cells', 'twice', { image, truth, tags: { cellType: 'neuron' } });
      await expect(otherTags).rejects.toMatchObject({
        code: 'IMAGE_EXISTS',
        message: expect.stringContaining('with other tags') as string,
      });
    });

    it('is kept once when it comes five times at once', async () => {
      const [image, truth] = await Promise.all([imageOf(3, 5), truthOf(3)]);
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => server.addImage('cells', 'rush', { image, truth })),
      );
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(answers.filter(({ unchanged }) => !unchanged)).toHaveLength(1);
    });

    const unreadable: Readonly<
      Record<string, { image: Promise<Uint8Array>; truth: Promise<Uint8Array>; words: string }>
    > = {
      'a truth of another size': {
        image: imageOf(4, 9),
        truth: truthOf(4, 3),
        words: 'The truth is 9×3 pixels but the image is 9×2.',
      },
      'an image that is none': {
        image: text('no image'),
        truth: truthOf(1),
        words: 'The image cannot be read. ',
      },
      'a truth that is none': { image: imageOf(1, 9), truth: text(''), words: 'The truth cannot be read. ' },
      'a truncated image': { image: truncated(), truth: truthOf(9, 40), words: 'The image cannot be read. ' },
      'a coloured truth': { image: imageOf(1, 9), truth: coloured(), words: 'The truth cannot be read. ' },
    };
    it.each(Object.keys(unreadable))('is refused with %s', async (what) => {
      const { image, truth, words } = unreadable[what]!;
      const upload = server.addImage('cells', 'bad', { image: await image, truth: await truth });
      const message = expect.stringContaining(`bad: ${words}`) as string;
      await expect(upload).rejects.toMatchObject({ code: 'FILE_UNREADABLE', message });
      const files = await server.asOperator((api) => api.datasets.files({ dataset: 'cells' }));
      expect(files.items.map(({ name }) => name)).not.toContain('bad');
    });

    it('is refused by a published dataset, and by one that is not there', async () => {
      await server.publishDataset('closed', [{ cells: 1 }]);
      const files = { image: await imageOf(1, 10), truth: await truthOf(1) };
      await expect(server.addImage('closed', 'image-1', files)).rejects.toMatchObject({ code: 'DATASET_PUBLISHED' });
      await expect(server.addImage('nowhere', 'one', files)).rejects.toMatchObject({ code: 'DATASET_NOT_FOUND' });
    });

    it('is refused when the dataset is published while it is decoded', async () => {
      await create('race');
      const [image, truth] = await Promise.all([imageOf(2, 3), truthOf(2)]);
      await server.addImage('race', 'first', { image, truth });
      const late = server.addImage('race', 'late', { image, truth });
      const refused = expect(late).rejects.toMatchObject({ code: 'DATASET_PUBLISHED' });
      await publish('race');
      await refused;
    });

    it('may show cells that are not told apart', async () => {
      const semantic = { image: await imageOf(2, 3), truth: await truthOf(2), tags: { instanceSeg: false } };
      const { id } = await server.addImage('cells', 'semantic', semantic);
      expect((await database.orm.em.fork().findOneOrFail(ImageEntity, { id })).instanceSeg).toBe(false);
    });

    it('is refused before its files are sent where the dataset takes none', async () => {
      const ask = (dataset: string) =>
        server.with(ImageUploadsService, (uploads) => uploads.openVersion(operator, dataset));
      await expect(ask('closed')).rejects.toMatchObject({ code: 'DATASET_PUBLISHED' });
      await expect(ask('nowhere')).rejects.toMatchObject({ code: 'DATASET_NOT_FOUND' });
    });
  });
});

function text(words: string): Promise<Uint8Array> {
  return Promise.resolve(new TextEncoder().encode(words));
}

async function truncated(): Promise<Uint8Array> {
  return (await imageOf(9, 9, 40)).subarray(0, 50);
}

async function coloured(): Promise<Uint8Array> {
  return sharp(await png([0, 1, 2], [3, 4, 5]))
    .toColourspace('srgb')
    .png()
    .toBuffer();
}
