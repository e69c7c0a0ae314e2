import type { Finding, FindingKind, QualityReport } from '@cellboard/contract';
import { count } from '../terminal.ts';

/** Findings of a kind that are printed; the rest would hide the others. */
const SOME = 5;

/** Sizes that are printed. */
const SIZES = 3;

const titles: Readonly<Record<FindingKind, readonly [one: string, several: string]>> = {
  duplicate: ['duplicate image', 'duplicate images'],
  'other-dataset': ['image that is in another dataset', 'images that are in other datasets'],
  'near-duplicate': ['image that looks like another', 'images that look like others'],
  'near-other-dataset': [
    'image that looks like one of another dataset',
    'images that look like those of other datasets',
  ],
  blank: ['blank image', 'blank images'],
  empty: ['truth without cells', 'truths without cells'],
  'few-cells': ['image with few cells', 'images with few cells'],
  'size-outlier': ['image with cells of unusual size', 'images with cells of unusual size'],
  fragments: ['image with cells in parts', 'images with cells in parts'],
  specks: ['image with specks', 'images with specks'],
  'unlike-others': ['image unlike the others', 'images unlike the others'],
};

/** A quality report for the terminal, line by line: what the dataset is like, and what to look at. */
export function qualityLines(report: QualityReport): string[] {
  const rows = factsOf(report);
  const width = Math.max(...rows.map(([title]) => title.length));
  return [
    `Quality of ${count(report.images, 'image')} with ${count(report.cells, 'cell')}:`,
    ...rows.map(([title, text]) => `  ${title.padEnd(width)}  ${text}`),
    ...findingLines(report),
  ];
}

function factsOf({ channels, sizes, pixelSizeUm, clusters, ...report }: QualityReport): [string, string][] {
  const size = ({ width, height, images }: QualityReport['sizes'][number]) => `${width}×${height} (${figure(images)})`;
  const more = sizes.length > SIZES ? ` and ${sizes.length - SIZES} more` : '';
  const partly = report.pixelSizeKnown < report.images ? `, known for ${count(report.pixelSizeKnown, 'image')}` : '';
  return [
    ['channels', channels.map((row) => `${row.channels} (${count(row.images, 'image')})`).join(', ')],
    ['size', sizes.slice(0, SIZES).map(size).join(', ') + more],
    ['pixel size', pixelSizeUm === null ? 'not stated' : `${spreadText(pixelSizeUm, ' µm')}${partly}`],
    ['groups', clusterText(clusters)],
    ...(report.withoutTruth === 0 ? [] : [['without truth', count(report.withoutTruth, 'image')] as [string, string]]),
    ['cells per image', spreadText(report.cellsPerImage)],
    ['pixels per cell', spreadText(report.cellArea)],
    ...known('cell diameter', report.cellDiameter, ' px'),
    ['covered by cells', `${figure(report.coverage * 100)} % of the pixels`],
    ...known('contrast', report.contrast),
    ...known('sharpness', report.sharpness),
  ];
}

/** A line where there is something to say. */
function known(title: string, spread: QualityReport['contrast'], unit = ''): [string, string][] {
  return spread ? [[title, spreadText(spread, unit)]] : [];
}

/** Groups of dependent images, such as "12 movies with 340 images". */
function clusterText(clusters: QualityReport['clusters']): string {
  const rows = clusters.map((row) => `${count(row.clusters, row.kind)} with ${count(row.images, 'image')}`);
  return rows.join(', ') || 'not stated';
}

function spreadText(spread: QualityReport['cellArea'], unit = ''): string {
  if (spread === null) return 'none';
  const { least, p5, median, p95, greatest } = spread;
  if (least === greatest) return `${figure(least)}${unit}`;
  return `median ${figure(median)}${unit}, 90 % from ${figure(p5)} to ${figure(p95)}, all from ${figure(least)} to ${figure(greatest)}`;
}

function findingLines({ findings, totals }: QualityReport): string[] {
  if (findings.length === 0) return ['No issues found.'];
  const lines = [`${count(findings.length, 'issue')} to look at; they exclude no image:`];
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
