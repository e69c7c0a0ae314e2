import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QualityReport } from '@cellboard/contract';
import * as fc from 'fast-check';
import { noTags } from '../layouts/layout.fixture.ts';
import { measureImage } from './measure-image.ts';
import { measures, several } from './measures.fixture.ts';
import { qualityReport, shortened } from './quality-report.ts';

it('describes a dataset', () => {
  const report = qualityReport([
    measures({ name: 'b', areas: [100, 300], diameter: 4, tags: { pixelSizeUm: 0.5 }, channels: 3, width: 200 }),
    measures({ name: 'a', areas: [200], diameter: 2, tags: { pixelSizeUm: 0.25 } }),
    measures({ name: 'c' }),
  ]);
  expect(report).toEqual({
    images: 3,
    withoutTruth: 0,
    cells: 3,
    clusters: [],
    channels: [
      { channels: 1, images: 2 },
      { channels: 3, images: 1 },
    ],
    sizes: [
      { width: 100, height: 100, images: 2 },
      { width: 200, height: 100, images: 1 },
    ],
    pixelSizeUm: { least: 0.25, p5: 0.2625, median: 0.375, p95: 0.4875, greatest: 0.5 },
    pixelSizeKnown: 2,
    cellsPerImage: { least: 0, p5: 0.1, median: 1, p95: 1.9, greatest: 2 },
    cellArea: { least: 100, p5: 110, median: 200, p95: 290, greatest: 300 },
    cellDiameter: { least: 2, p5: 2.1, median: 3, p95: 3.9, greatest: 4 },
    contrast: { least: 0.5, p5: 0.5, median: 0.5, p95: 0.5, greatest: 0.5 },
    sharpness: null,
    coverage: 600 / 40_000,
    totals: { empty: 1 },
    findings: [{ kind: 'empty', image: 'c', message: 'Its truth has no cells.' }],
  });
  expect(QualityReport.parse(report)).toEqual(report);
});

it('counts images without truth, and judges no cells by them', () => {
  const bare = several(12, 'b', () => ({ truth: false }));
  const report = qualityReport([...several(12, 'a', () => ({ areas: Array<number>(40).fill(100) })), ...bare]);
  expect(report).toMatchObject({ images: 24, withoutTruth: 12, cells: 480, coverage: 0.4, totals: {}, findings: [] });
  expect(report.cellsPerImage).toMatchObject({ least: 40, greatest: 40 });
  expect(qualityReport(bare)).toMatchObject({ images: 12, withoutTruth: 12, cells: 0, cellsPerImage: null });
});

it('counts groups of dependent images by their kind', () => {
  const of = (kind: 'movie' | 'well', key: string) => measures({ areas: [9], tags: { cluster: { kind, key } } });
  const images = [of('well', 'A1'), of('movie', 'a'), of('movie', 'A1'), of('movie', 'a'), measures({ areas: [9] })];
  expect(qualityReport(images).clusters).toEqual([
    { kind: 'movie', clusters: 2, images: 3 },
    { kind: 'well', clusters: 1, images: 1 },
  ]);
});

it('of an earlier release has no groups, and a truth for every image', () => {
  const { clusters, withoutTruth, ...earlier } = qualityReport([measures({ areas: [50] })]);
  expect(QualityReport.parse(earlier)).toEqual({ ...earlier, clusters, withoutTruth });
});

it('describes nothing, too', () => {
  const report = qualityReport([]);
  expect(report).toMatchObject({ images: 0, pixelSizeUm: null, cellsPerImage: null, cellArea: null, coverage: 0 });
  expect(QualityReport.parse(report)).toEqual(report);
});

it('lists the most serious first, those of other datasets among them', () => {
  const images = [
    measures({ name: 'a', pixelSha256: 'p' }),
    measures({ name: 'b', pixelSha256: 'p', areas: [50] }),
    measures({ name: 'c', areas: [1, 50, 50] }),
  ];
  const report = qualityReport(images, [{ name: 'c', otherDataset: 'fluo', otherName: 'z', distance: 0, same: true }]);
  expect(report.findings.map(({ kind, image }) => `${kind} ${image}`)).toEqual([
    'duplicate b',
    'other-dataset c',
    'empty a',
    'specks c',
  ]);
  expect(report.totals).toEqual({ duplicate: 1, 'other-dataset': 1, empty: 1, specks: 1 });
});

it('is shortened for the server, but counts all', () => {
  const long = measures({ name: 'a', tags: { cellType: 'x'.repeat(400) }, channels: 3 });
  const report = qualityReport([
    ...several(600, 'e', () => ({})),
    ...several(12, 'f', () => ({ tags: { cellType: 'x'.repeat(400), tissue: 'y'.repeat(80) } })),
    { ...long, tags: { ...long.tags, tissue: 'y'.repeat(80) } },
  ]);
  expect(report.findings).toHaveLength(614);
  expect(report.findings.find(({ kind }) => kind === 'unlike-others')?.message).toMatch(/^It has 3 channels, .*, y+…$/);
  expect(report.findings.every(({ message }) => message.length <= 500)).toBe(true);
  expect(QualityReport.safeParse(report).success).toBe(false);
  expect(QualityReport.parse(shortened(report))).toMatchObject({ totals: { empty: 613, 'unlike-others': 1 } });
});

it('is the same in any order of the images', () => {
  const image = fc.record({
    areas: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 15 }),
    channels: fc.constantFrom(1, 3),
    pixelSha256: fc.constantFrom('p', 'q', 'r', 's'),
    perceptualHash: fc.constantFrom('0', '1', '7', 'f').map((digit) => digit.repeat(16)),
  });
  fc.assert(
    fc.property(fc.array(image, { maxLength: 20 }), (drawn) => {
      const images = drawn.map((said, i) => measures({ ...said, name: `n${i}` }));
      expect(qualityReport([...images].reverse())).toEqual(qualityReport(images));
    }),
    { seed: 1 },
  );
});

describe('DSB2018', () => {
  const root = fileURLToPath(new URL('../../../../../shared/data/dsb2018/', import.meta.url));
  if (!existsSync(root)) {
    it('is not here, so that nothing is measured', () => {
      console.log(`No quality report of DSB2018: ${root} is not there.`);
    });
    return;
  }

  it('has a pair of lookalikes among its large fields', async () => {
    const files = readdirSync(join(root, 'images')).filter((file) =>
      /^(20b20ab0|cb4df20a|c901794d|c1afd66f)/.test(file),
    );
    const tags = { ...noTags, cellType: 'nucleus', modality: 'fluorescence' };
    const images = files.map(async (file) => {
      const [image, truth] = await Promise.all(
        ['images', 'labels'].map(async (folder) => new Uint8Array(await readFile(join(root, folder, file)))),
      );
      if (!image || !truth) throw new Error('There are two files.');
      return (await measureImage({ name: file.slice(0, 8), tags }, { image, truth })).measures;
    });
    expect(qualityReport(await Promise.all(images)).findings).toEqual([
      {
        kind: 'near-duplicate',
        image: 'cb4df20a',
        message:
          'Its picture looks like that of 20b20ab0 (4 of 64 bits differ), with another truth (250 cells against 289).',
      },
    ]);
  });
});
