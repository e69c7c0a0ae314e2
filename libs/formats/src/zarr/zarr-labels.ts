import { choosePlane } from '../array-plane.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { toLabelValues } from '../label-values.ts';
import type { Platform } from '../platform.ts';
import { findLabels } from './ome-zarr.ts';
import type { ZarrFiles } from './zarr-files.ts';

/**
 * Reads a label image from a Zarr hierarchy: OME-Zarr 0.1 to 0.5 (Zarr 2 and 3) at full resolution, or a bare array.
 *
 * @throws FormatError SEVERAL_IMAGES if it holds several label images or planes and none was chosen, and whatever
 *   finding and reading it throws
 */
export async function readZarrLabels(files: ZarrFiles, choice: LabelChoice, platform: Platform): Promise<LabelRaster> {
  const { layout, axes } = await findLabels(files, choice.part);
  const plane = choosePlane({ shape: layout.shape, axes }, choice);
  const { readZarrPlane } = await import('./zarr-array.ts'); // with zarrita, which few files need
  const samples = await readZarrPlane(files, { layout, plane }, platform);
  return { values: toLabelValues(samples), width: plane.width, height: plane.height };
}
