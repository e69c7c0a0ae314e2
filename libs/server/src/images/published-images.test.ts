import { operator, PublishDataset, type Principal, type TagImages } from '@cellboard/contract';
import { AuditEntryEntity, DatasetEntity, ImageEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { imageOf, png, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer } from '../testing/server.fixture.ts';

const { quality } = PublishDataset.parse({
  dataset: 'any',
  quality: {
    ...{ images: 3, cells: 6, channels: [], sizes: [], pixelSizeUm: null, pixelSizeKnown: 0, cellsPerImage: null },
    ...{ cellArea: null, coverage: 0.4, totals: {}, findings: [] },
  },
});

type Images = TagImages['images'];

describeDatabases((database) => {
  let server: TestServer;
  let curator: Extract<Principal, { kind: 'curator' }>;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('tissue', [{ cells: 1 }, { cells: 2 }, { cells: 3 }]);
    const { id } = await server.developer('Curator');
    curator = { kind: 'curator', id, datasets: ['tissue'] };
  });
  afterAll(() => server.close());

  const em = () => database.orm.em.fork();
  const image = (name: string) => em().findOneOrFail(ImageEntity, { name, datasetVersion: { number: 1 } });
  const tag = (images: Images, reason = 'Corrected.') =>
    server.as(curator, (api) => api.images.tag({ dataset: 'tissue', images, reason }));
  const conflict = { code: 'CONFLICT', cause: { code: 'EDIT_CONFLICT' } };

  /** The rows of the audit log that a change leaves, without times and numbers. */
  async function audited(change: () => Promise<unknown>): Promise<object[]> {
    const before = await em().count(AuditEntryEntity);
    await change();
    const rows = await em().find(AuditEntryEntity, {}, { orderBy: { id: 'asc' }, offset: before });
    return rows.map(({ actor, action, object, subject, before, after, reason }) => {
      return { actor, action, object, subject, before, after, reason };
    });
  }

  describe('may change by', () => {
    const reason = 'The paper says so.';

    it('new tags', async () => {
      const { id } = await image('image-1');
      const tags = { stain: 'H&E', modality: 'brightfield', pixelSizeUm: 0.25, planeZ: 0 };
      const cluster = { kind: 'slide', key: 'A' } as const;
      const change = () => tag([{ name: 'image-1', tags: { ...tags, cluster, cellType: 'HeLa' } }], reason);
      const before = { stain: null, imagingModality: 'fluorescence', pixelSizeUm: null, planeZ: null };
      const after = { stain: 'H&E', imagingModality: 'brightfield', pixelSizeUm: 0.25, planeZ: 0 };
      expect(await audited(change)).toEqual([
        {
          ...{ actor: curator.id, action: 'image.tag', object: 'image', subject: id, reason },
          before: { ...before, clusterKind: null, clusterKey: null },
          after: { ...after, clusterKind: 'slide', clusterKey: 'A' },
        },
      ]);
      expect(await image('image-1')).toMatchObject({ ...after, clusterKey: 'A', cellType: 'HeLa', version: 2 });
      expect(await audited(change)).toEqual([]);
      await tag([{ name: 'image-1', tags: { cluster: null } }]);
      expect(await image('image-1')).toMatchObject({ clusterKind: null, clusterKey: null, stain: 'H&E' });
    });

    it('fingerprints that are missing', async () => {
      const { id, pixelSha256, perceptualHash } = await image('image-2');
      await em().execute(`update image set pixel_sha256 = null, perceptual_hash = null where id = ?`, [id]);
      const change = async () => {
        const answer = await server.as(curator, (api) => api.images.fingerprint({ dataset: 'tissue' }));
        expect(answer).toEqual({ done: 1, left: 0 });
      };
      const entry = { actor: curator.id, action: 'image.fingerprint', object: 'image', subject: id };
      const before = { pixelSha256: null, perceptualHash: null };
      expect(await audited(change)).toEqual([
        { ...entry, before, after: { pixelSha256, perceptualHash }, reason: null },
      ]);
      expect(await image('image-2')).toMatchObject({ pixelSha256, perceptualHash });
    });

    it('fingerprints that several take at once, while others edit the tags', async () => {
      await em().execute(`update image set pixel_sha256 = null`);
      const fingerprint = () => server.as(curator, (api) => api.images.fingerprint({ dataset: 'tissue' }));
      const edit = (name: string) => tag([{ name, tags: { tissue: 'spleen' } }]);
      const rows = await audited(() =>
        Promise.all([fingerprint(), edit('image-1'), fingerprint(), edit('image-2'), fingerprint(), edit('image-3')]),
      );
      const actions = rows.map((row) => (row as { action: string }).action);
      expect(actions.sort()).toEqual([
        ...Array<string>(3).fill('image.fingerprint'),
        ...Array<string>(3).fill('image.tag'),
      ]);
      expect(await em().count(ImageEntity, { pixelSha256: null })).toBe(0);
    });

    const ofDataset = { object: 'dataset', subject: 'tissue', reason };
    const request = { dataset: 'tissue', reason };

    it('another description of its dataset', async () => {
      const change = () =>
        server.as(curator, (api) =>
          api.datasets.describe({ ...request, name: 'Dataset tissue', licence: 'CC-BY-4.0', citation: 'A paper.' }),
        );
      const before = { licence: 'CC0-1.0', citation: null };
      const after = { licence: 'CC-BY-4.0', citation: 'A paper.' };
      expect(await audited(change)).toEqual([
        { ...ofDataset, actor: curator.id, action: 'dataset.describe', before, after },
      ]);
      expect(await server.asAnyone((api) => api.datasets.get({ dataset: 'tissue' }))).toMatchObject(after);
      expect(await audited(change)).toEqual([]);
    });

    it('another quality report', async () => {
      const change = () => server.as(curator, (api) => api.datasets.report({ ...request, quality: quality! }));
      expect(await audited(change)).toEqual([
        {
          ...{ ...ofDataset, actor: curator.id, action: 'dataset.report' },
          ...{ before: { quality: null }, after: { quality } },
        },
      ]);
      expect(await server.asAnyone((api) => api.datasets.get({ dataset: 'tissue' }))).toMatchObject({ quality });
    });

    it('being retired and restored', async () => {
      const retire = (retired: boolean) => () =>
        server.as(curator, (api) => api.datasets.retire({ ...request, retired }));
      const entry = { ...ofDataset, actor: curator.id };
      const never = { retiredAt: null };
      const some = { retiredAt: expect.any(String) as string };
      const [retired, taskChanged, ...more] = await audited(retire(true));
      expect([retired, more]).toEqual([{ ...entry, action: 'dataset.retire', before: never, after: some }, []]);
      expect(taskChanged).toMatchObject({
        actor: curator.id,
        action: 'task.publish-version',
        subject: 'cells',
        reason,
      });
      expect(await audited(retire(true))).toEqual([]);
      expect((await audited(retire(false)))[0]).toEqual({
        ...{ ...entry, action: 'dataset.restore' },
        ...{ before: some, after: never },
      });
      expect(await audited(retire(false))).toEqual([]);
    });
  });

  describe('may not change', () => {
    it.each<[string, () => Promise<{ image: Uint8Array; truth: Uint8Array; ignore?: Uint8Array }>]>([
      ['at all, not even by the same files', async () => ({ image: await imageOf(1, 10), truth: await truthOf(1) })],
      ['its truth', async () => ({ image: await imageOf(1, 10), truth: await png([0, 0, 0], [0, 1, 0]) })],
      ['its size', async () => ({ image: await imageOf(4, 10), truth: await truthOf(4) })],
      ['its pixels', async () => ({ image: await imageOf(1, 99), truth: await truthOf(1) })],
      [
        'what is ignored',
        async () => ({ image: await imageOf(1, 10), truth: await truthOf(1), ignore: await imageOf(1, 0) }),
      ],
    ])('%s, because its version is published', async (_what, files) => {
      const before = await image('image-1');
      for (const principal of [curator, operator]) {
        await expect(server.addImage('tissue', 'image-1', { ...(await files()), principal })).rejects.toMatchObject({
          code: 'DATASET_PUBLISHED',
          message:
            'Version 1 of the dataset "tissue" is published, so it takes no more images. Open the next version to correct it or to add images.',
        });
      }
      expect(await image('image-1')).toEqual(before);
    });

    it.each([
      { width: 9 },
      { truthSha256: 'a'.repeat(64) },
      { instanceSeg: false },
      { name: 'other' },
      { cellCount: 9 },
    ])('through its tags what scores depend on: %j', async (tags) => {
      const before = await image('image-1');
      await expect(tag([{ name: 'image-1', tags: tags as object }])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      expect(await image('image-1')).toEqual(before);
    });

    it.each([{ object: 'nucleus' }, { source: 'livecell' }, { slug: 'other' }, { synthetic: true }])(
      'through the description of its dataset what tasks depend on: %j',
      async (more) => {
        const change = { dataset: 'tissue', reason: 'Why not?', ...more };
        await expect(server.as(curator, (api) => api.datasets.describe(change))).rejects.toMatchObject({
          code: 'BAD_REQUEST',
        });
      },
    );

    it('by edits of the next version, which takes corrected files under the same name', async () => {
      await server.publishDataset('next', [{ cells: 1 }]);
      const first = await em().findOneOrFail(ImageEntity, { datasetVersion: { dataset: { slug: 'next' } } });
      await server.asOperator((api) => api.datasets.openVersion({ dataset: 'next', changes: 'Better outlines.' }));
      const truth = await png([0, 0, 0], [0, 1, 0]);
      const { id } = await server.addImage('next', 'image-1', { image: await imageOf(1, 10), truth });
      const images = [{ name: 'image-1', tags: { stain: 'DAPI' } }];
      await server.asOperator((api) => api.images.tag({ dataset: 'next', images, reason: 'New.' }));
      expect(await em().findOneOrFail(ImageEntity, { id })).toMatchObject({ stain: 'DAPI' });
      expect(await em().findOneOrFail(ImageEntity, { id: first.id })).toEqual(first);
    });
  });

  describe('edited by several people', () => {
    const versionOf = async (name: string) => (await image(name)).version;

    it('keep all of a batch as it was where one of its images has changed since', async () => {
      const stale = await versionOf('image-2');
      await tag([{ name: 'image-2', tags: { stain: 'hematoxylin' } }]);
      const before = [await image('image-1'), await image('image-2'), await image('image-3')];
      const tags = { tissue: 'liver' };
      const batch = [
        { name: 'image-1', version: await versionOf('image-1'), tags },
        { name: 'image-2', version: stale, tags },
        { name: 'image-3', tags },
      ];
      const rows = await audited(async () => {
        await expect(tag(batch)).rejects.toMatchObject({
          ...conflict,
          message: expect.stringContaining('Somebody else has changed the tags of image-2 since') as string,
        });
        await expect(tag([...batch.slice(0, 1), { name: 'image-9', tags }])).rejects.toMatchObject({
          cause: { code: 'IMAGE_NOT_FOUND' },
        });
      });
      expect(rows).toEqual([]);
      expect([await image('image-1'), await image('image-2'), await image('image-3')]).toEqual(before);
    });

    it('are changed by exactly one of two who saw the same', async () => {
      for (let i = 0; i < 5; i++) {
        const version = await versionOf('image-3');
        const stains = i % 2 === 0 ? ['DAPI', 'Hoechst'] : ['eosin', 'Giemsa'];
        const rows = await audited(async () => {
          const edits = stains.map((stain) => tag([{ name: 'image-3', version, tags: { stain } }]));
          const [first, second] = await Promise.allSettled(edits);
          const lost = first?.status === 'rejected' ? first : second;
          expect([first?.status, second?.status].sort()).toEqual(['fulfilled', 'rejected']);
          expect(lost).toMatchObject({ reason: conflict });
        });
        expect(rows).toMatchObject([{ after: { stain: (await image('image-3')).stain } }]);
        expect(await versionOf('image-3')).toBe(version + 1);
      }
    });

    it('take the edits of all who do not say what they saw, one after another, in any order of images', async () => {
      const names = ['image-1', 'image-2', 'image-3'];
      const tissues = ['liver', 'lung', 'skin', 'heart', 'brain', 'colon'];
      const rows = await audited(() =>
        Promise.all(
          tissues.map((tissue, i) => {
            const order = i % 2 === 0 ? names : [...names].reverse();
            return tag(order.map((name) => ({ name, tags: { tissue } })));
          }),
        ),
      );
      expect(rows).toHaveLength(18);
      const { id, tissue } = await image('image-2');
      const own = rows.filter((row) => (row as { subject: string }).subject === id) as {
        before: { tissue: string | null };
        after: { tissue: string };
      }[];
      for (const [i, { before }] of own.slice(1).entries()) expect(before).toEqual(own[i]?.after);
      expect(own.at(-1)?.after).toEqual({ tissue });
    });

    it('and so is the description of their dataset', async () => {
      const { version } = await em().findOneOrFail(DatasetEntity, { slug: 'tissue' });
      const describe = (citation: string, seen?: number) =>
        server.as(curator, (api) =>
          api.datasets.describe({ dataset: 'tissue', reason: 'Cited.', citation, ...(seen && { version: seen }) }),
        );
      const answers = await Promise.allSettled(['One.', 'Two.', 'Three.'].map((words) => describe(words, version)));
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const lost of answers.filter(({ status }) => status === 'rejected')) {
        expect(lost).toMatchObject({ reason: conflict });
      }
      await Promise.all(['Four.', 'Five.', 'Six.'].map((words) => describe(words)));
      expect((await em().findOneOrFail(DatasetEntity, { slug: 'tissue' })).version).toBe(version + 4);
    });
  });
});
