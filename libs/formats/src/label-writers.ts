import { ndArray, toOriginalIds, type LabelImage } from '@cellboard/labels';
import { encodeCellposeOutlines } from './cellpose-outlines-writer.ts';
import { encodePng16 } from './encode-labels.ts';
import { FormatError } from './format-error.ts';
import { encodeRoiSet } from './imagej/roi-writer.ts';
import { encodeCoco } from './json/coco-writer.ts';
import { encodeGeoJson } from './json/geojson-writer.ts';
import { encodeNpy, encodeNpz } from './numpy/npy-writer.ts';
import type { Platform } from './platform.ts';
import { encodeTiff16, encodeTiff32 } from './tiff/tiff-writer.ts';

/** The formats in which a label image can be written, by their names in addresses. */
export const labelWriters = [
  'tiff',
  'png',
  'npy',
  'npz',
  'imagej-roi',
  'geojson',
  'coco',
  'cellpose-outlines',
] as const;
export type LabelWriter = (typeof labelWriters)[number];

/** In which format, and the name of the image's file, which COCO states. */
export interface LabelWriting {
  readonly as: LabelWriter;
  readonly fileName: string;
}

/**
 * Writes a label image with its original ids: TIFF and NumPy of 16 bits, or of 32 where an id needs it.
 *
 * @throws FormatError UNSUPPORTED for a PNG if an id is above 65,535
 */
export async function writeLabels(
  labels: LabelImage,
  { as, fileName }: LabelWriting,
  platform: Platform,
): Promise<Uint8Array> {
  switch (as) {
    case 'tiff':
      return fits(labels) ? encodeTiff16(idsOf(labels), platform) : encodeTiff32(idsOf(labels), platform);
    case 'png':
      return encodePng16(idsFor16(labels), platform);
    case 'npy':
      return encodeNpy(idsOf(labels));
    case 'npz':
      return encodeNpz({ masks: idsOf(labels) });
    case 'imagej-roi':
      return encodeRoiSet(labels);
    case 'geojson':
      return encodeGeoJson(labels);
    case 'coco':
      return encodeCoco([{ fileName, labels }]);
    case 'cellpose-outlines':
      return encodeCellposeOutlines(labels);
  }
}

const highestOf = ({ ids, cellCount }: LabelImage): number => ids[cellCount] ?? 0;
const fits = (labels: LabelImage): boolean => highestOf(labels) <= 0xffff;

function idsOf(labels: LabelImage) {
  const { data, shape } = toOriginalIds(labels);
  return ndArray<Uint16Array | Uint32Array>(fits(labels) ? Uint16Array.from(data) : data, shape);
}

function idsFor16(labels: LabelImage) {
  if (fits(labels)) return idsOf(labels);
  throw new FormatError(
    'UNSUPPORTED',
    `The label image holds the id ${highestOf(labels)}, but a 16-bit PNG ends at 65535. Choose TIFF, which has 32 bits where an id needs them.`,
  );
}
