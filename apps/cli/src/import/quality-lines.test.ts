import type { Finding, QualityReport } from '@cellboard/contract';
import { qualityReport } from '@cellboard/datasets';
import { qualityLines } from './quality-lines.ts';

const spread = { least: 1, p5: 2, median: 1234.4, p95: 5000, greatest: 12_345 };

function report(findings: readonly Finding[], more: Partial<QualityReport> = {}): QualityReport {
  const totals: Partial<Record<Finding['kind'], number>> = {};
  for (const { kind } of findings) totals[kind] = (totals[kind] ?? 0) + 1;
  return { ...qualityReport([]), images: 9, cells: 1500, totals, findings: [...findings], ...more };
}

const specks = (n: number): Finding[] =>
  Array.from({ length: n }, (_, i) => ({ kind: 'specks', image: `i${String(i)}`, message: 'It has specks.' }));

it('describes a dataset', () => {
  const lines = qualityLines(
    report([], {
      channels: [
        { channels: 1, images: 8 },
        { channels: 3, images: 1 },
      ],
      sizes: [10, 20, 30, 40, 50].map((width) => ({ width, height: 8, images: 2 })),
      pixelSizeUm: { least: 0.25, p5: 0.25, median: 0.25, p95: 0.25, greatest: 0.25 },
      pixelSizeKnown: 4,
      withoutTruth: 2,
      clusters: [
        { kind: 'movie', clusters: 2, images: 7 },
        { kind: 'well', clusters: 1, images: 1 },
      ],
      cellArea: spread,
      cellDiameter: { least: 9, p5: 10, median: 12.5, p95: 20, greatest: 24 },
      contrast: { least: 0.5, p5: 0.5, median: 0.5, p95: 0.5, greatest: 0.5 },
      coverage: 0.0456,
    }),
  );
  expect(lines).toEqual([
    'Quality of 9 images with 1,500 cells:',
    '  channels          1 (8 images), 3 (1 image)',
    '  size              10×8 (2), 20×8 (2), 30×8 (2) and 2 more',
    '  pixel size        0.25 µm, known for 4 images',
    '  groups            2 movies with 7 images, 1 well with 1 image',
    '  without truth     2 images',
    '  cells per image   none',
    '  pixels per cell   median 1,234, 90 % from 2 to 5,000, all from 1 to 12,345',
    '  cell diameter     median 13 px, 90 % from 10 to 20, all from 9 to 24',
    '  covered by cells  4.56 % of the pixels',
    '  contrast          0.5',
    'No issues found.',
  ]);
});

it('lists the most serious findings first, and how many more there are', () => {
  const copy: Finding = { kind: 'duplicate', image: 'b', message: 'Its picture is identical to that of a.' };
  const lines = qualityLines(report([copy, ...specks(1200)]));
  expect(lines.slice(8)).toEqual([
    '1,201 issues to look at; they exclude no image:',
    '  1 duplicate image',
    '    b: Its picture is identical to that of a.',
    '  1,200 images with specks',
    ...[0, 1, 2, 3, 4].map((i) => `    i${String(i)}: It has specks.`),
    '    … and 1,195 more (--report FILE writes all)',
  ]);
});

it('says where no image has a group, and nothing about truths where all have one', () => {
  const lines = qualityLines(report([]));
  expect(lines).toContain('  groups            not stated');
  expect(lines).not.toContainEqual(expect.stringContaining('without truth'));
});

it('lists all of a few', () => {
  expect(qualityLines(report(specks(5)))).not.toContainEqual(expect.stringContaining('more'));
});
