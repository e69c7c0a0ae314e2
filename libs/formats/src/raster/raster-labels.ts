import { distinctIds, packedIds, type ColourPlanes } from '../colour-labels.ts';
import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { noPlane } from '../no-plane.ts';
import type { RasterPicture } from './raster-picture.ts';

/**
 * Takes a picture for a label image: the indices of a palette as they are stored, or, when that is asked for, colours.
 *
 * @throws FormatError NOT_LABELS for colours, SEVERAL_IMAGES if another plane than the only one was chosen
 */
export function rasterLabels(picture: RasterPicture, { colours: how, plane = 1 }: LabelChoice): LabelRaster {
  if (plane > 1) throw noPlane(plane, 1);
  const { width, height, indices, colours } = picture;
  if (indices) return { values: indices, width, height };
  if (how === undefined || !colours) {
    throw new FormatError(
      'NOT_LABELS',
      'The file is a colour image, but a label image has one channel. Save the ids, not a picture of them, or say with --colours how the colours stand for cells.',
    );
  }
  const planes = [0, 1, 2].map((channel) => colours.filter((_, i) => i % 3 === channel)) as unknown as ColourPlanes;
  return { values: how === 'packed' ? packedIds(planes) : distinctIds(planes), width, height };
}
