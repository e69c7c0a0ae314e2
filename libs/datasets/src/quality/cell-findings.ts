import type { Finding } from '@cellboard/contract';
import { cellsOf, figure, finding } from './finding.ts';
import { kindsOf, type Kind } from './kinds.ts';
import { outlinedImages, type ImageMeasures, type OutlinedImage } from './measure-image.ts';
import { ascending, median, quantile, robustLimits } from './spread.ts';

/** Fewest images of a kind, fewest cells of an image and fewest cells of a kind that others are compared with. */
const FEWEST_IMAGES = 10;
const FEWEST_IN_IMAGE = 10;
const FEWEST_CELLS = 100;

/** Cells of fewer pixels are specks, if they are also smaller than a tenth of the usual cell. */
const SPECK_PIXELS = 10;
const SPECK_PART = 0.1;

/**
 * Finds what is odd about the cells of a dataset: truths without cells, with far fewer than others of their kind, cells
 * far larger or smaller than others, cells in several parts, and specks. Images without truth are left out.
 */
export function* cellFindings(images: readonly ImageMeasures[]): Generator<Finding> {
  const outlined = outlinedImages(images);
  for (const kind of kindsOf(outlined)) {
    yield* fewCells(kind);
    yield* oddImages(kind);
    yield* oddCells(kind);
  }
  for (const image of outlined) {
    if (image.areas.length === 0) yield finding('empty', image.name, 'Its truth has no cells.');
    yield* fragments(image);
    yield* specks(image);
  }
}

/** An image has few cells with this part of the usual number, if they also cover no more than that part of the usual area. */
const FEW_PART = 0.1;
const FEW_COVERED = 0.25;

/**
 * Images with far fewer cells than is usual for their kind and size. As the cells of another magnification are fewer but
 * larger, they must also cover less of the image. In the 475 images of DSB2018 it finds 4.
 */
function* fewCells({ words, images }: Kind<OutlinedImage>): Generator<Finding> {
  if (images.length < FEWEST_IMAGES) return;
  const usual = median(images.map(densityOf));
  const usuallyCovered = median(images.map(coverageOf));
  for (const image of images) {
    const { name, areas, width, height } = image;
    const expected = usual * width * height;
    if (areas.length === 0 || expected < 20 || areas.length > expected * FEW_PART) continue;
    if (coverageOf(image) > usuallyCovered * FEW_COVERED) continue;
    yield finding(
      'few-cells',
      name,
      `It has ${cellsOf(areas.length)}. Images of its size and kind (${words}) usually have ${figure(expected)}. Check that all are outlined.`,
    );
  }
}

/** Cells per pixel. */
function densityOf({ areas, width, height }: OutlinedImage): number {
  return areas.length / (width * height);
}

/** Part of an image that lies in cells, 0 … 1. */
function coverageOf({ areas, width, height }: OutlinedImage): number {
  return areas.reduce((sum, area) => sum + area, 0) / (width * height);
}

/** Deviations of an image's median area from those of its kind, and the least factor between them. */
const IMAGE_DEVIATIONS = 4;
const IMAGE_FACTOR = 2;

/**
 * Images whose cells are all far larger or smaller than those of their kind, such as for another magnification. In
 * DSB2018 it finds 1: a field whose nuclei have 6,988 pixels, where 1,761 are usual.
 */
function* oddImages({ words, images }: Kind<OutlinedImage>): Generator<Finding> {
  const filled = images.filter(({ areas }) => areas.length >= FEWEST_IN_IMAGE);
  if (filled.length < FEWEST_IMAGES) return;
  const areaOf = areaScale(filled);
  const usual = filled.map((image) => ({ name: image.name, area: median(image.areas.values()) * areaOf.scale(image) }));
  const {
    low,
    high,
    median: middle,
  } = robustLimits(
    usual.map(({ area }) => Math.log(area)),
    IMAGE_DEVIATIONS,
    Math.log(IMAGE_FACTOR),
  );
  for (const { name, area } of usual) {
    if (Math.log(area) >= low && Math.log(area) <= high) continue;
    yield finding(
      'size-outlier',
      name,
      `Half of its cells have ${figure(area)} ${areaOf.unit} or more, where ${figure(Math.exp(middle))} are usual for ${words}. Check its magnification.`,
    );
  }
}

/** In µm² where every image states its pixel size, else in pixels. */
function areaScale(images: readonly OutlinedImage[]): { unit: string; scale: (image: OutlinedImage) => number } {
  return images.every(({ tags }) => tags.pixelSizeUm !== null)
    ? { unit: 'µm²', scale: ({ tags }) => (tags.pixelSizeUm ?? 1) ** 2 }
    : { unit: 'pixels', scale: () => 1 };
}

/** Deviations of a cell's area from the usual one of its image, and the least factor between them. */
const CELL_DEVIATIONS = 6;
const CELL_FACTOR = 4;

/**
 * Cells far larger or smaller than the usual one of their own image, because the cells of one image share its
 * magnification; how far is far, all images of the kind say together. At 6 deviations it finds 26 images of DSB2018:
 * one in which debris is outlined beside nuclei, 25 with slips of the annotator of 21 to 31 pixels. Cells at the edge
 * may be small.
 */
function* oddCells({ words, images }: Kind<OutlinedImage>): Generator<Finding> {
  const filled = images.filter(({ areas }) => areas.length >= FEWEST_IN_IMAGE);
  const factors = filled.map(({ areas }) => {
    const usual = median(areas.values());
    return Float64Array.from(areas, (area) => Math.log(area / usual));
  });
  const pooled = factors.flatMap((some) => Array.from(some));
  if (pooled.length < FEWEST_CELLS) return;
  const { low, high } = robustLimits(pooled, CELL_DEVIATIONS, Math.log(CELL_FACTOR));
  for (const [i, image] of filled.entries()) {
    const large = image.areas.filter((_, cell) => (factors[i]?.[cell] ?? 0) > high);
    const small = image.areas.filter((_, cell) => (factors[i]?.[cell] ?? 0) < low && image.atEdge[cell] === 0);
    if (large.length + small.length > 0)
      yield finding('size-outlier', image.name, oddWords({ image, large, small, words }));
  }
}

interface OddCells {
  readonly image: OutlinedImage;
  readonly large: Uint32Array;
  readonly small: Uint32Array;
  readonly words: string;
}

function oddWords({ image, large, small, words }: OddCells): string {
  const sorted = ascending(image.areas);
  const odd = [
    large.length > 0 && `${isAre(large.length)} far larger (up to ${figure(Math.max(...large))} pixels)`,
    small.length > 0 && `${isAre(small.length)} far smaller (down to ${figure(Math.min(...small))} pixels)`,
  ].filter((part) => part !== false);
  const usual = `half have ${figure(quantile(sorted, 0.25))} to ${figure(quantile(sorted, 0.75))}`;
  return `Of its ${cellsOf(sorted.length)} ${odd.join(' and ')} than is usual for ${words}; ${usual}.`;
}

function* fragments({ name, areas, split }: OutlinedImage): Generator<Finding> {
  if (!split) return;
  const { cells, worst, parts, largest } = split;
  const sizes = `${largest.map(figure).join(', ')}${parts > largest.length ? ', …' : ''} pixels`;
  yield finding(
    'fragments',
    name,
    `${figure(cells)} of its ${cellsOf(areas.length)} ${cells === 1 ? 'is' : 'are'} in parts that do not touch: cell ${worst} is in ${figure(parts)} (${sizes}).`,
  );
}

function* specks({ name, areas }: OutlinedImage): Generator<Finding> {
  if (areas.length === 0) return;
  const usual = median(areas);
  const few = areas.filter((area) => area < SPECK_PIXELS && area < usual * SPECK_PART);
  if (few.length === 0) return;
  yield finding(
    'specks',
    name,
    `${figure(few.length)} of its ${cellsOf(areas.length)} ${few.length === 1 ? 'has' : 'have'} fewer than ${SPECK_PIXELS} pixels, where half have ${figure(usual)} or more.`,
  );
}

function isAre(n: number): string {
  return `${figure(n)} ${n === 1 ? 'is' : 'are'}`;
}
