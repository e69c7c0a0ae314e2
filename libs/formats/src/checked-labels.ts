import { ndArray, toLabelImage, type LabelImage } from '@cellboard/labels';
import { readLabelRaster } from './decode-labels.ts';
import type { LabelChoice } from './label-raster.ts';
import type { OpenedFile } from './opened-file.ts';
import { judgeLabels } from './plausibility/judge-labels.ts';

/** A label image, and what its owner should know about it. */
export interface CheckedLabels {
  readonly labels: LabelImage;
  /** What was left out or done with the file, and why it may not be what it should be. */
  readonly notes: readonly string[];
}

/**
 * Decodes a label image as `decodeLabels` does, and looks whether it can be one of cells.
 *
 * @throws FormatError if the file is damaged, too large, no label image, or one whose scores would be meaningless
 */
export async function readCheckedLabels(file: OpenedFile, choice: LabelChoice = {}): Promise<CheckedLabels> {
  const { values, width, height, notes = [] } = await readLabelRaster(file, choice);
  const labels = toLabelImage(ndArray(values, [height, width]));
  return { labels, notes: [...notes, ...judgeLabels(labels)] };
}
