import { ndArray, toLabelImage, type LabelImage } from '@cellboard/labels';
import type { NdArray } from 'ndarray';
import { isZip } from './archive/archive.ts';
import { FormatError } from './format-error.ts';
import { formatOf } from './formats.ts';
import { refuseIdleChoice } from './idle-choice.ts';
import type { LabelChoice, LabelRaster } from './label-raster.ts';
import { oneLine } from './one-line.ts';
import type { OpenedFile } from './opened-file.ts';
import { isVia3 } from './outlines/via-3.ts';
import { splitParts } from './plausibility/label-parts.ts';
import { unknownFile } from './unknown-file.ts';

/**
 * Decodes a label image of any format, recognised by its content. Every id up to 2^32 − 1 comes out exactly as the file has
 * it; formats that have outlines instead of ids are numbered in the order of the file.
 *
 * @returns ids of shape [height, width], row by row
 * @throws FormatError if the file is damaged, too large, or no label image
 */
export async function decodeLabelPixels(
  file: OpenedFile,
  choice: LabelChoice = {},
): Promise<NdArray<Uint8Array | Uint16Array | Uint32Array>> {
  const { values, width, height } = await readLabelRaster(file, choice);
  return ndArray(values, [height, width]);
}

/**
 * Reads a label image of any format with what is to be said of it, see {@link decodeLabelPixels}.
 *
 * @throws FormatError if the file is damaged, too large, or no label image
 */
export async function readLabelRaster(file: OpenedFile, choice: LabelChoice): Promise<LabelRaster> {
  checkChoice(choice);
  const format = await formatOf(file);
  if (!format) throw unknownFormat(file);
  refuseIdleChoice(format, choice);
  const { notes: said, ...raster } = await format.readLabels(file, choice);
  const notes = said && { notes: said.map(oneLine) };
  if (!choice.components) return { ...raster, ...notes };
  const { values, width, height } = raster;
  return { ...splitParts(toLabelImage(ndArray(values, [height, width]))), ...notes };
}

/** Where every plane is the mask of a cell, nothing is left to choose among planes, parts and colours. */
function checkChoice(choice: LabelChoice): void {
  const other = (['plane', 'components', 'colours'] as const).find((name) => choice[name] !== undefined);
  if (!choice.objects || other === undefined) return;
  throw new FormatError(
    'UNSUPPORTED',
    `--objects takes every plane for the mask of one cell, so --${other} says nothing beside it. Leave one of them out.`,
  );
}

/**
 * Decodes a label image and numbers its cells 1..n, see {@link decodeLabelPixels}.
 *
 * @throws FormatError if the file is damaged, too large, or no label image
 */
export async function decodeLabels(file: OpenedFile, choice: LabelChoice = {}): Promise<LabelImage> {
  return toLabelImage(await decodeLabelPixels(file, choice));
}

/** Says what the file is, if not a label image. */
export function unknownFormat({ head, json }: OpenedFile): FormatError {
  if (isZip(head)) {
    return new FormatError(
      'UNKNOWN_FORMAT',
      'The archive is neither arrays nor regions of one image. Choose one file of it.',
    );
  }
  if (isVia3(json)) {
    return new FormatError(
      'UNSUPPORTED',
      'The JSON file is a project of VGG Image Annotator (VIA) 3, which is not read. Export its annotations as COCO, or as the JSON of VIA 2.',
    );
  }
  if (json !== undefined) {
    return new FormatError(
      'UNKNOWN_FORMAT',
      'The JSON file is neither COCO, GeoJSON, HoVer-Net, CellViT, labelme, VIA nor Label Studio. Export the cells as one of these.',
    );
  }
  return unknownFile(
    head,
    'Label images can be PNG, TIFF, NumPy, MATLAB, HDF5 or Zarr, or outlines such as COCO, GeoJSON and ImageJ ROIs. Save it as PNG or TIFF.',
  );
}
