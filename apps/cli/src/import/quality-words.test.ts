import type { Finding, QualityReport } from '@cellboard/contract';
import { qualityReport } from '@cellboard/datasets';
import { qualityLines } from './quality-words.ts';

const spread = { least: 1, p5: 2, median: 1234.4, p95: 5000, greatest: 12_345 };

function report(findings: readonly Finding[], more: Partial<QualityReport> = {}): QualityReport {
  const totals: Partial<Record<Finding['kind'], number>> = {};
  for (const { kind } of findings) totals[kind] = (totals[kind] ?? 0) + 1;
  return { ...qualityReport([]), images: 9, cells: 1500, totals, findings: [...findings], ...more };
}

const specks = (n: number): Finding[] =>
  Array.from({ length: n }, (_, i) => ({ kind: 'specks', image: `i${String(i)}`, message: 'It has specks.' }));

it('tells what a dataset is like', () => {
  const lines = qualityLines(
    report([], {
      channels: [
        { channels: 1, images: 8 },
        { channels: 3, images: 1 },
      ],
      sizes: [10, 20, 30, 40, 50].map((width) => ({ width, height: 8, images: 2 })),
      pixelSizeUm: { least: 0.25, p5: 0.25, median: 0.25, p95: 0.25, greatest: 0.25 },
      pixelSizeKnown: 4,
      cellArea: spread,
      coverage: 0.0456,
    }),
  );
  expect(lines).toEqual([
    'Quality of 9 images with 1,500 cells:',
    '  channels        1 (8 images), 3 (1 image)',
    '  size            10×8 (2), 20×8 (2), 30×8 (2) and 2 more',
    '  pixel size      0.25 µm, known of 4 images',
    '  cells an image  none',
    '  pixels a cell   1,234 in the middle, most 2 to 5,000, all 1 to 12,345',
    '  in cells        4.56 % of the pixels',
    'Nothing to look at was found.',
  ]);
});

it('tells the gravest findings first, and how many more there are', () => {
  const copy: Finding = { kind: 'duplicate', image: 'b', message: 'Its picture is the very same as that of a.' };
  const lines = qualityLines(report([copy, ...specks(1200)]));
  expect(lines.slice(7)).toEqual([
    '1,201 findings to look at; no image is kept out for them:',
    '  1 picture that is there twice',
    '    b: Its picture is the very same as that of a.',
    '  1,200 images with specks',
    ...[0, 1, 2, 3, 4].map((i) => `    i${String(i)}: It has specks.`),
    '    … and 1,195 more (--report FILE writes all)',
  ]);
});

it('tells all of a few', () => {
  expect(qualityLines(report(specks(5)))).not.toContainEqual(expect.stringContaining('more'));
});
