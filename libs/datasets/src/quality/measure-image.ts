import { createHash } from 'node:crypto';
import { doubtAsTruth, FormatError, judgeLabels, type CheckedLabels } from '@cellboard/formats';
import { readCheckedLabels, readPlanes } from '@cellboard/formats/node';
import {
  cellFigures,
  decodeMeasured,
  fingerprintOf,
  type CellFigures,
  type DisplayImage,
  type Fingerprint,
  type PictureFigures,
} from '@cellboard/imaging';
import { cellShapes, partAreas, runsOf, sizeOf, type CellShapes, type LabelImage } from '@cellboard/labels';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import type { ImageFiles } from '../entries/layout-entry.ts';
import { release } from './release.ts';

/** The cells of an image that consist of several parts; at least one. */
export interface SplitCells {
  readonly cells: number;
  /** Id of the one of most parts in the label image. */
  readonly worst: number;
  /** How many parts that one has. */
  readonly parts: number;
  /** Pixels of its largest parts, at most four, the largest first. */
  readonly largest: readonly number[];
}

/** What the quality report needs to know about the cells of an image: some bytes per cell. */
export interface CellMeasures extends CellFigures {
  /** SHA-256 of where the cells are; the same for label images that only number them differently. */
  readonly cellsSha256: string;
  /** Pixels of each cell. */
  readonly areas: Uint32Array;
  /** 1 for each cell that reaches the edge of the image, so that a part of it may be missing. */
  readonly atEdge: Uint8Array;
  /** Cells of several parts; null where each is one. */
  readonly split: SplitCells | null;
}

/** What the quality report needs to know about an image; small, so that many images fit into memory. */
export interface ImageMeasures extends Fingerprint, PictureFigures {
  readonly name: string;
  readonly tags: DatasetTags;
  /** What its authors call its kind, such as "fluorescence-small", where the vocabulary has one modality for several. */
  readonly ownKind?: string;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  readonly channels: number;
  /** Darkest and brightest sample as displayed, 0 … 255. */
  readonly levels: readonly [number, number];
  /** Null where it has no truth. */
  readonly cells: CellMeasures | null;
}

/** An image with truth, its cells beside its other measures. */
export type OutlinedImage = Omit<ImageMeasures, 'cells'> & CellMeasures;

/** An image's measures, and what is to be said of its truth. */
export interface MeasuredImage {
  readonly measures: ImageMeasures;
  readonly notes: readonly string[];
}

/** The images that have a truth. */
export function outlinedImages(images: readonly ImageMeasures[]): OutlinedImage[] {
  return images.flatMap(({ cells, ...image }) => (cells ? [{ ...image, ...cells }] : []));
}

/**
 * Measures an image and its truth, both decoded to the last pixel. A truth that was decoded before is not decoded again.
 *
 * @throws FormatError if one of the files cannot be decoded, the image is a stack, or scores on its truth would be
 *   meaningless, as on a binary mask in which all cells share an id
 */
export async function measureImage(
  { name, tags, ownKind }: Pick<ImageMeasures, 'name' | 'tags' | 'ownKind'>,
  { image, truth, ...known }: Omit<ImageFiles, 'ignore' | 'notes'>,
): Promise<MeasuredImage> {
  const { channels, z, t } = await decoded('image', readPlanes(image));
  if (z * t > 1) throw new StackError(z * t);
  const { picture, figures } = await decoded('image', decodeMeasured(image));
  const checked = truth && (await decoded('label image', checkedLabels(truth, known.labels)));
  if (checked && !known.idsAreCells) refuseDoubtful(checked.labels, known);
  const { width, height } = picture;
  const levels = levelsOf(picture);
  const measures = {
    ...{ name, tags, width, height, channels, levels },
    ...(ownKind !== undefined && { ownKind }),
    ...fingerprintOf(picture),
    ...figures,
    cells: checked && measureCells(checked.labels),
  };
  release(picture.data);
  return { measures, notes: checked?.notes ?? [] };
}

async function checkedLabels(truth: Uint8Array, labels: LabelImage | undefined): Promise<CheckedLabels> {
  return labels ? { labels, notes: judgeLabels(labels) } : readCheckedLabels(truth);
}

/** @throws FormatError NOT_LABELS for a truth on which scores would be meaningless */
function refuseDoubtful(labels: LabelImage, { truthPath, doubt }: Pick<ImageFiles, 'truthPath' | 'doubt'>): void {
  const message = doubt ?? doubtAsTruth(labels);
  if (message !== undefined) throw new FormatError('NOT_LABELS', `${truthPath ?? 'Its truth'}: ${message}`);
}

/** An image has several planes, and none was chosen. */
export class StackError extends FormatError {
  constructor(planes: number) {
    super(
      'SEVERAL_IMAGES',
      `Its image holds ${planes} planes (slices, frames or pages), but an image is one. Save each plane as an image of its own: ` +
        'in Fiji by Image > Stacks > Stack to Images, or in a terminal by "tiffsplit image.tif image-". ' +
        'If planes are of one stack or movie, state that in a manifest: "cellboard import folder --help" names the columns.',
    );
  }
}

/** Names the file that cannot be decoded. */
async function decoded<T>(file: string, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(error.code, `Its ${file} cannot be decoded. ${error.message}`, { cause: error });
  }
}

function measureCells(labels: LabelImage): CellMeasures {
  const [height, width] = sizeOf(labels);
  const shapes = cellShapes(labels);
  const { area, top, bottom, boxLeft, boxRight } = shapes;
  const atEdge = area.map((_, cell) =>
    top[cell] === 0 || boxLeft[cell] === 0 || bottom[cell] === height - 1 || boxRight[cell] === width - 1 ? 1 : 0,
  );
  const areas = area.slice(1);
  return {
    cellsSha256: hashOf(labels),
    areas,
    ...cellFigures(areas, width * height),
    atEdge: Uint8Array.from(atEdge.subarray(1)),
    split: splitCells(labels, shapes),
  };
}

function splitCells(labels: LabelImage, shapes: CellShapes): SplitCells | null {
  let split: SplitCells | null = null;
  for (let cell = 1; cell <= labels.cellCount; cell++) {
    const areas = partAreas(shapes, cell);
    if (areas.length === 1) continue;
    const before: SplitCells = split ?? { cells: 0, worst: cell, parts: 0, largest: [] };
    const worse = areas.length > before.parts;
    split = {
      ...(worse ? { worst: labels.ids[cell] ?? cell, parts: areas.length, largest: areas.slice(0, 4) } : before),
      cells: before.cells + 1,
    };
  }
  return split;
}

function hashOf(labels: LabelImage): string {
  const { cell, start, end } = runsOf(labels);
  const hash = createHash('sha256').update(sizeOf(labels).join('×'));
  for (const { buffer, byteOffset, byteLength } of [cell, start, end])
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest('hex');
}

/** Samples between two looks whether both ends were found, after which no other can change anything. */
const STRETCH = 2 ** 14;

function levelsOf({ data }: DisplayImage): [number, number] {
  // Marking the levels takes half the time of comparing each with the least and the greatest.
  const seen = new Uint8Array(256);
  for (let from = 0; from < data.length && (seen[0] === 0 || seen[255] === 0); from += STRETCH) {
    const end = Math.min(from + STRETCH, data.length);
    for (let i = from; i < end; i++) seen[data[i] ?? 0] = 1;
  }
  return [seen.indexOf(1), seen.lastIndexOf(1)];
}
