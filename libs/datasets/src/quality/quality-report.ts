import { FindingKind, type Finding, type Lookalikes, type QualityReport } from '@cellboard/contract';
import { groupBy } from '../group-by.ts';
import { cellFindings } from './cell-findings.ts';
import { duplicateFindings, lookalikeFindings } from './duplicate-findings.ts';
import { outlinedImages, type ImageMeasures, type OutlinedImage } from './measure-image.ts';
import { pictureFindings } from './picture-findings.ts';
import { spreadOf } from './spread.ts';

/** Most sizes and numbers of channels, and most findings that a server keeps. */
const MOST_ROWS = 50;
const MOST_FINDINGS = 500;

/**
 * Describes a dataset and names what a curator should look at. The order of the images makes no difference.
 *
 * @param images all of the dataset
 * @param lookalikes pictures in other datasets
 * @returns every finding, however many; see {@link shortened}
 */
export function qualityReport(images: readonly ImageMeasures[], lookalikes: Lookalikes = []): QualityReport {
  const byName = [...images].sort((a, b) => compare(a.name, b.name));
  const findings = [
    ...duplicateFindings(byName),
    ...lookalikeFindings(lookalikes),
    ...pictureFindings(byName),
    ...cellFindings(byName),
  ].sort((a, b) => gravity(a) - gravity(b) || compare(a.image, b.image));
  const outlined = outlinedImages(byName);
  const pixelSizes = byName.flatMap(({ tags }) => tags.pixelSizeUm ?? []);
  return {
    images: byName.length,
    withoutTruth: byName.length - outlined.length,
    cells: sumOf(outlined, ({ areas }) => areas.length),
    clusters: clustersOf(byName),
    channels: mostFrequent(byName, ({ channels }) => ({ channels })),
    sizes: mostFrequent(byName, ({ width, height }) => ({ width, height })),
    pixelSizeUm: spreadOf(pixelSizes),
    pixelSizeKnown: pixelSizes.length,
    cellsPerImage: spreadOf(outlined.map(({ areas }) => areas.length)),
    cellArea: spreadOf(allAreas(outlined)),
    cellDiameter: spreadOf(outlined.flatMap(({ medianDiameterPx }) => medianDiameterPx ?? [])),
    contrast: spreadOf(byName.flatMap(({ contrast }) => contrast ?? [])),
    sharpness: spreadOf(byName.flatMap(({ sharpness }) => sharpness ?? [])),
    coverage: coverageOf(outlined),
    totals: Object.fromEntries([...groupBy(findings, ({ kind }) => kind)].map(([kind, some]) => [kind, some.length])),
    findings,
  };
}

/** The report as a server keeps it: of many findings the most serious, while the totals count them all. */
export function shortened(report: QualityReport): QualityReport {
  return { ...report, findings: report.findings.slice(0, MOST_FINDINGS) };
}

function gravity({ kind }: Finding): number {
  return FindingKind.options.indexOf(kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function mostFrequent<Row extends object>(
  images: readonly ImageMeasures[],
  rowOf: (image: ImageMeasures) => Row,
): (Row & { images: number })[] {
  const rows = groupBy(images.map(rowOf), (row) => JSON.stringify(row));
  return [...rows.values()]
    .flatMap(([row, ...others]) => (row ? [{ ...row, images: 1 + others.length }] : []))
    .sort((a, b) => b.images - a.images || compare(JSON.stringify(a), JSON.stringify(b)))
    .slice(0, MOST_ROWS);
}

/** How many groups of each kind there are, and how many images are in them. */
function clustersOf(images: readonly ImageMeasures[]): QualityReport['clusters'] {
  const clusters = images.flatMap(({ tags }) => tags.cluster ?? []);
  return [...groupBy(clusters, ({ kind }) => kind).values()]
    .flatMap((some) => {
      const [first] = some;
      return first
        ? [{ kind: first.kind, clusters: new Set(some.map(({ key }) => key)).size, images: some.length }]
        : [];
    })
    .sort((a, b) => b.images - a.images || compare(a.kind, b.kind));
}

function coverageOf(images: readonly OutlinedImage[]): number {
  const covered = sumOf(images, ({ areas }) => areas.reduce((sum, area) => sum + area, 0));
  return (
    covered /
    Math.max(
      1,
      sumOf(images, ({ width, height }) => width * height),
    )
  );
}

function sumOf(images: readonly OutlinedImage[], of: (image: OutlinedImage) => number): number {
  return images.reduce((sum, image) => sum + of(image), 0);
}

function* allAreas(images: readonly OutlinedImage[]): Generator<number> {
  for (const { areas } of images) yield* areas;
}
