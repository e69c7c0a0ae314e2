import { choosePlane, planesOf, type ArrayPlane } from '../array-plane.ts';
import { chooseArray } from '../choose-array.ts';
import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { toLabelValues } from '../label-values.ts';
import { ObjectMasks } from '../masks.ts';
import type { Platform } from '../platform.ts';
import { findLabels, type FoundLabels } from './find-labels.ts';
import type { ZarrImage } from './ome-zarr.ts';
import type { ZarrFiles } from './zarr-files.ts';

/**
 * Reads a label image from a Zarr hierarchy: OME-Zarr 0.1 to 0.5 (Zarr 2 and 3) at full resolution, or a bare array.
 *
 * @throws FormatError SEVERAL_IMAGES if it holds several label images or planes and none was chosen, and whatever
 *   finding and reading it throws
 */
export async function readZarrLabels(files: ZarrFiles, choice: LabelChoice, platform: Platform): Promise<LabelRaster> {
  const found = await findLabels(files, choice.part);
  return readImage(await chooseImage(files, found, { choice, platform }), choice, { files, platform });
}

interface Reading {
  readonly choice: LabelChoice;
  readonly platform: Platform;
}

/** Label images that are decoded to tell instances from classes. */
const MOST_DECODED = 8;

async function chooseImage(
  files: ZarrFiles,
  { images }: FoundLabels,
  { choice, platform }: Reading,
): Promise<ZarrImage> {
  const [only] = images;
  if (only && images.length === 1) return only.image;
  const named = [];
  for (const [i, { name, image }] of images.entries()) {
    const decoded = i < MOST_DECODED ? await tryRead(image, { files, platform }) : undefined;
    const read = () => {
      if (decoded) return decoded;
      throw new FormatError('NOT_LABELS', 'The array is not one plane of ids.');
    };
    named.push({ name, image, shape: image.layout.shape, read });
  }
  return chooseArray(named, { size: choice.size }).image;
}

interface Source {
  readonly files: ZarrFiles;
  readonly platform: Platform;
}

async function tryRead(image: ZarrImage, source: Source): Promise<LabelRaster | undefined> {
  try {
    return await readImage(image, {}, source);
  } catch (error) {
    if (error instanceof FormatError && error.code !== 'UNSAFE') return undefined;
    throw error;
  }
}

async function readImage(
  { layout, axes }: ZarrImage,
  choice: LabelChoice,
  { files, platform }: Source,
): Promise<LabelRaster> {
  const array = { shape: layout.shape, axes };
  const { readZarrPlane } = await import('./zarr-array.ts'); // with zarrita, which few files need
  const read = async (plane: ArrayPlane): Promise<LabelRaster> => {
    const samples = await readZarrPlane(files, { layout, plane }, platform);
    return { values: toLabelValues(samples), width: plane.width, height: plane.height };
  };
  if (!choice.objects) return read(choosePlane(array, choice));
  const planes = planesOf(array, choice);
  const masks = new ObjectMasks();
  for (let i = 0; i < planes.count; i++) masks.add(await read(planes.plane(i)));
  return masks.join(choice.overlap);
}
