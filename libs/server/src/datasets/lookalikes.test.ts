import { DatasetEntity, DatasetVersionEntity, ImageEntity, SourceEntity } from '@cellboard/db';
import { storedFile } from '@cellboard/db/testing';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { hashDistance } from '@cellboard/imaging';
import fc from 'fast-check';
import { TestServer } from '../testing/server.fixture.ts';
import { findLookalikes } from './lookalikes.ts';

const BLANK = '0'.repeat(16);
const pixels = (digit: string) => digit.repeat(64);
const known = (name: string, pixelSha256: string, perceptualHash: string) => {
  return { dataset: 'theirs', name, pixelSha256, perceptualHash };
};
const asked = (name: string, pixelSha256: string, perceptualHash: string) => ({ name, pixelSha256, perceptualHash });

describe('pictures among known ones', () => {
  it('are the same by their pixels, and alike by their hashes', () => {
    const pictures = [known('a', pixels('a'), 'ffff00000000ffff'), known('b', pixels('b'), '123456789abcdef0')];
    const mine = [
      asked('same', pixels('b'), '123456789abcdef0'),
      asked('alike', pixels('c'), 'ffff00000000fffc'),
      asked('neither', pixels('d'), '0f0f0f0f0f0f0f0f'),
    ];
    expect(findLookalikes(mine, pictures)).toEqual([
      { name: 'same', otherDataset: 'theirs', otherName: 'b', distance: 0, same: true },
      { name: 'alike', otherDataset: 'theirs', otherName: 'a', distance: 2, same: false },
    ]);
  });

  it('are the likest of several: the same first, then the nearest, then the first', () => {
    const pictures = [
      known('far', pixels('1'), 'ffff00000000fff0'),
      known('near', pixels('2'), 'ffff00000000fffe'),
      known('as-near', pixels('3'), 'ffff00000000fffd'),
      known('same', pixels('4'), 'ffff00000000ff0f'),
    ];
    expect(findLookalikes([asked('x', pixels('9'), 'ffff00000000ffff')], pictures)).toMatchObject([
      { otherName: 'near', distance: 1 },
    ]);
    expect(findLookalikes([asked('x', pixels('4'), 'ffff00000000ffff')], pictures)).toMatchObject([
      { otherName: 'same', distance: 0, same: true },
    ]);
  });

  it.each([
    [6, 1],
    [7, 0],
  ])('that differ in %i bits are found %i times', (bits, times) => {
    const hash = (BigInt('0xffff00000000ffff') ^ ((1n << BigInt(bits)) - 1n)).toString(16);
    const found = findLookalikes([asked('x', pixels('9'), hash)], [known('y', pixels('1'), 'ffff00000000ffff')]);
    expect(found).toHaveLength(times);
  });

  it('without structure are found only where they are the very same', () => {
    const pictures = [known('black', pixels('1'), BLANK), known('nearly', pixels('2'), '0000000000000003')];
    expect(findLookalikes([asked('white', pixels('9'), BLANK)], pictures)).toEqual([]);
    expect(findLookalikes([asked('faint', pixels('9'), '0000000000000001')], pictures.slice(0, 1))).toEqual([]);
    expect(findLookalikes([asked('black', pixels('1'), BLANK)], pictures)).toMatchObject([
      { otherName: 'black', same: true },
    ]);
  });

  it('are compared as any two hashes are', () => {
    const hash = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map((bits) => bits.toString(16).padStart(16, '0'));
    const near = fc.tuple(hash, fc.uniqueArray(fc.nat(63), { maxLength: 9 })).map(([first, flips]) => {
      const second = flips.reduce((bits, flip) => bits ^ (1n << BigInt(flip)), BigInt(`0x${first}`));
      return [first, second.toString(16).padStart(16, '0')] as const;
    });
    fc.assert(
      fc.property(near, ([a, b]) => {
        const distance = hashDistance(a, b);
        const isFound = distance <= 6 && b !== BLANK;
        const found = findLookalikes([asked('x', pixels('9'), a)], [known('y', pixels('1'), b)]);
        expect(found.map((one) => one.distance)).toEqual(isFound ? [distance] : []);
      }),
      { seed: 20_240_229, numRuns: 200 },
    );
  });
});

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await insert('one', [known('first', pixels('a'), 'ffff00000000ffff'), known('second', pixels('b'), BLANK)]);
    await insert('two', [known('third', pixels('a'), 'ffff00000000ffff')]);
    await insert('hidden', [known('secret', pixels('c'), '00ff00ff00ff00ff')], { published: false });
    const em = database.orm.em.fork();
    await em.execute(`insert into dataset_version (id, dataset_id, number, created_at)
      select gen_random_uuid(), id, 2, now() from dataset where slug = 'one'`);
  });
  afterAll(() => server.close());

  async function insert(slug: string, pictures: readonly ReturnType<typeof known>[], { published = true } = {}) {
    const em = database.orm.em.fork();
    const source = em.create(SourceEntity, { slug, name: slug });
    const dataset = em.create(DatasetEntity, { slug, name: slug, licence: 'CC0-1.0', source });
    const datasetVersion = em.create(DatasetVersionEntity, { dataset, number: 1 });
    const facts = { cellType: 'cell', imagingModality: 'x', width: 1, height: 1, channels: 1, cellCount: 0 };
    const imageFile = await storedFile(em, 'image', pixels('0'));
    const truthFile = await storedFile(em, 'truth', pixels('0'));
    const row = { datasetVersion, ...facts, imageFile, truthFile };
    for (const { name, pixelSha256, perceptualHash } of pictures) {
      em.persist(em.create(ImageEntity, { ...row, name, pixelSha256, perceptualHash }));
    }
    em.persist(em.create(ImageEntity, { ...row, name: 'from before there were fingerprints' }));
    await em.flush();
    if (published) datasetVersion.publish(new Date());
    await em.flush();
  }

  const look = (dataset: string, ...images: ReturnType<typeof asked>[]) =>
    server.asOperator((api) => api.datasets.lookalikes({ dataset, images }));

  it('finds published images of other datasets, in the order of their slugs', async () => {
    expect(await look('mine', asked('x', pixels('a'), 'ffff00000000ffff'))).toEqual([
      { name: 'x', otherDataset: 'one', otherName: 'first', distance: 0, same: true },
    ]);
    expect(await look('one', asked('x', pixels('9'), 'ffff00000000fffe'))).toEqual([
      { name: 'x', otherDataset: 'two', otherName: 'third', distance: 1, same: false },
    ]);
  });

  it('finds nothing in the dataset itself, nor in one that is not published', async () => {
    expect(await look('one', asked('x', pixels('b'), BLANK))).toEqual([]);
    expect(await look('mine', asked('x', pixels('c'), '00ff00ff00ff00ff'))).toEqual([]);
  });

  it('takes 500 at once and answers in their order, and takes no more', async () => {
    const images = Array.from({ length: 500 }, (_, i) =>
      asked(`image-${500 - i}`, i % 2 === 0 ? pixels('a') : pixels('9'), BLANK),
    );
    const found = await look('mine', ...images);
    expect(found.map(({ name }) => name)).toEqual(images.flatMap(({ name }, i) => (i % 2 === 0 ? [name] : [])));
    const many = look('mine', ...images, asked('more', pixels('a'), BLANK));
    await expect(many).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('is not for visitors', async () => {
    const images = [asked('x', pixels('a'), BLANK)];
    const call = server.asAnyone((api) => api.datasets.lookalikes({ dataset: 'mine', images }));
    await expect(call).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});
