import type { Source } from '@cellboard/contract';
import { PublishDataset } from '@cellboard/contract';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { findOverlaps, type OtherDataset } from './overlaps.ts';

const picture = (name: string, pixels: string, perceptualHash = '0'.repeat(16)) => ({
  ...{ dataset: 'any', name, perceptualHash },
  pixelSha256: pixels.repeat(64),
});
const vocabulary: readonly Source[] = [
  { slug: 'kumar', name: 'Kumar', contains: [] },
  { slug: 'monuseg', name: 'MoNuSeg', contains: [{ source: 'kumar', extent: 'all' }] },
  { slug: 'lizard', name: 'Lizard', contains: [{ source: 'consep', extent: 'some' }] },
  { slug: 'consep', name: 'CoNSeP', contains: [] },
];
const other = (dataset: string, source: string, ...pictures: ReturnType<typeof picture>[]): OtherDataset => ({
  ...{ dataset, source, pictures },
});

describe('the pictures of a dataset', () => {
  const own = {
    source: 'kumar',
    pictures: [picture('a', 'a'), picture('b', 'b', 'ffff00000000ffff'), picture('c', 'c')],
  };
  const find = (...others: OtherDataset[]) => findOverlaps(own, others, vocabulary);

  it('confirm what is declared, whichever source lies in the other', async () => {
    const monuseg = other('monuseg', 'monuseg', picture('x', 'a'), picture('y', '9', 'ffff00000000fffe'));
    const counts = { same: 1, alike: 1, images: 3, otherImages: 2 };
    expect(await find(monuseg)).toEqual([{ dataset: 'monuseg', declared: 'all', verdict: 'confirmed', ...counts }]);
    const around = await findOverlaps(
      { source: 'monuseg', pictures: [picture('x', 'a')] },
      [other('kumar', 'kumar', picture('a', 'a'))],
      vocabulary,
    );
    expect(around).toMatchObject([{ dataset: 'kumar', declared: 'all', verdict: 'confirmed', same: 1 }]);
  });

  it('are of the same source where two datasets are parts or truths of one', async () => {
    expect(await find(other('kumar-cells', 'kumar', picture('a', 'a')))).toMatchObject([
      { declared: 'all', verdict: 'confirmed', same: 1 },
    ]);
  });

  it('do not show what is declared', async () => {
    const counts = { same: 0, alike: 0, images: 3, otherImages: 1 };
    expect(await find(other('monuseg', 'monuseg', picture('x', '8')))).toEqual([
      { dataset: 'monuseg', declared: 'all', verdict: 'not-found', ...counts },
    ]);
    const lizard = { source: 'lizard', pictures: own.pictures };
    expect(await findOverlaps(lizard, [other('consep', 'consep')], vocabulary)).toMatchObject([
      { declared: 'some', verdict: 'not-found', otherImages: 0 },
    ]);
  });

  it('show what nobody has declared, by slug, and nothing where there is nothing', async () => {
    const [z, b] = [other('zebra', 'consep', picture('a', 'a')), other('bear', 'my-images', picture('a', 'c'))];
    expect(await find(z, other('none', 'consep', picture('n', '7')), b)).toMatchObject([
      { dataset: 'bear', declared: null, verdict: 'undeclared', same: 1 },
      { dataset: 'zebra', declared: null, verdict: 'undeclared', same: 1 },
    ]);
  });
});

const { quality } = PublishDataset.parse({
  dataset: 'any',
  quality: {
    ...{ images: 1, cells: 1, channels: [], sizes: [], pixelSizeUm: null, pixelSizeKnown: 0, cellsPerImage: null },
    ...{ cellArea: null, coverage: 0, totals: {}, findings: [] },
  },
});

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
  });
  afterAll(() => server.close());

  it('a published dataset says with which others it shares pictures, instead of what a request says', async () => {
    const files = async (brightness: number) => ({ image: await imageOf(1, brightness), truth: await truthOf(1) });
    const open = async (slug: string, source: string, brightness: number) => {
      await server.asOperator((api) => api.datasets.create(words.dataset(slug, { source })));
      await server.addImage(slug, 'one', await files(brightness));
    };
    const publish = (dataset: string) =>
      server.asOperator((api) => api.datasets.publish({ dataset, quality: { ...quality!, overlaps: [] } }));
    await open('first', 'monuseg', 10);
    await publish('first');
    await open('second', 'kumar', 10);
    await publish('second');
    await open('third', 'livecell', 10);
    await publish('third');
    await open('fourth', 'bbbc039', 200);
    await publish('fourth');
    const overlaps = async (dataset: string) =>
      (await server.asAnyone((api) => api.datasets.get({ dataset }))).quality?.overlaps;
    expect(await overlaps('first')).toBeUndefined();
    const one = { same: 1, alike: 0, images: 1, otherImages: 1 };
    expect(await overlaps('second')).toEqual([{ dataset: 'first', declared: 'all', verdict: 'confirmed', ...one }]);
    expect(await overlaps('third')).toEqual([
      { dataset: 'first', declared: null, verdict: 'undeclared', ...one },
      { dataset: 'second', declared: null, verdict: 'undeclared', ...one },
    ]);
    expect(await overlaps('fourth')).toBeUndefined();
    const report = { dataset: 'first', quality: quality!, reason: 'Others came.' };
    await server.asOperator((api) => api.datasets.report(report));
    expect((await overlaps('first'))?.map(({ dataset, verdict }) => [dataset, verdict])).toEqual([
      ['second', 'confirmed'],
      ['third', 'undeclared'],
    ]);
  });
});
