import type { Finding, FindingKind, QualityReport } from '@cellboard/contract';
import { count } from '../terminal.ts';

/** Findings of a kind that are told; the rest would hide the others. */
const SOME = 5;

/** Sizes that are told. */
const SIZES = 3;

const titles: Readonly<Record<FindingKind, readonly [one: string, several: string]>> = {
  duplicate: ['picture that is there twice', 'pictures that are there twice'],
  'other-dataset': ['picture that is in another dataset', 'pictures that are in other datasets'],
  'near-duplicate': ['image much like another', 'images much like others'],
  'near-other-dataset': ['picture much like one of another dataset', 'pictures much like those of other datasets'],
  blank: ['blank picture', 'blank pictures'],
  empty: ['truth without cells', 'truths without cells'],
  'few-cells': ['image with few cells', 'images with few cells'],
  'size-outlier': ['image with cells of odd size', 'images with cells of odd size'],
  fragments: ['image with cells in parts', 'images with cells in parts'],
  specks: ['image with specks', 'images with specks'],
  'unlike-others': ['image unlike the others', 'images unlike the others'],
};

/** A quality report in words for the terminal, a line each: what the dataset is like, and what to look at. */
export function qualityLines(report: QualityReport): string[] {
  const rows = factsOf(report);
  const width = Math.max(...rows.map(([title]) => title.length));
  return [
    `Quality of ${count(report.images, 'image')} with ${count(report.cells, 'cell')}:`,
    ...rows.map(([title, words]) => `  ${title.padEnd(width)}  ${words}`),
    ...findingLines(report),
  ];
}

function factsOf({ channels, sizes, pixelSizeUm, ...report }: QualityReport): [string, string][] {
  const size = ({ width, height, images }: QualityReport['sizes'][number]) => `${width}×${height} (${figure(images)})`;
  const more = sizes.length > SIZES ? ` and ${sizes.length - SIZES} more` : '';
  const known = report.pixelSizeKnown < report.images ? `, known of ${count(report.pixelSizeKnown, 'image')}` : '';
  return [
    ['channels', channels.map((row) => `${row.channels} (${count(row.images, 'image')})`).join(', ')],
    ['size', sizes.slice(0, SIZES).map(size).join(', ') + more],
    ['pixel size', pixelSizeUm === null ? 'not stated' : `${spreadWords(pixelSizeUm, ' µm')}${known}`],
    ['cells an image', spreadWords(report.cellsPerImage)],
    ['pixels a cell', spreadWords(report.cellArea)],
    ['in cells', `${figure(report.coverage * 100)} % of the pixels`],
  ];
}

function spreadWords(spread: QualityReport['cellArea'], unit = ''): string {
  if (spread === null) return 'none';
  const { least, p5, median, p95, greatest } = spread;
  if (least === greatest) return `${figure(least)}${unit}`;
  return `${figure(median)}${unit} in the middle, most ${figure(p5)} to ${figure(p95)}, all ${figure(least)} to ${figure(greatest)}`;
}

function findingLines({ findings, totals }: QualityReport): string[] {
  if (findings.length === 0) return ['Nothing to look at was found.'];
  const lines = [`${count(findings.length, 'finding')} to look at; no image is kept out for them:`];
  for (const [kind, total = 0] of Object.entries(totals) as [FindingKind, number][]) {
    lines.push(`  ${figure(total)} ${titles[kind][total === 1 ? 0 : 1]}`);
    lines.push(...someOf(findings.filter((finding) => finding.kind === kind)));
  }
  return lines;
}

function someOf(findings: readonly Finding[]): string[] {
  const lines = findings.slice(0, SOME).map(({ image, message }) => `    ${image}: ${message}`);
  const rest = findings.length - SOME;
  return rest > 0 ? [...lines, `    … and ${figure(rest)} more (--report FILE writes all)`] : lines;
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });
}
