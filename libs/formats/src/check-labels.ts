import { ndArray, toLabelImage } from '@cellboard/labels';
import { readLabelRaster } from './decode-labels.ts';
import { FormatError, ServerDecodes, type FormatErrorCode } from './format-error.ts';
import { formatOf } from './formats.ts';
import { imageKind } from './image-kind.ts';
import type { LabelChoice, LabelRaster } from './label-raster.ts';
import { measureLabels } from './measure-labels.ts';
import { openFile, type FileInput, type OpenedFile } from './opened-file.ts';
import { judgeLabels } from './plausibility/judge-labels.ts';
import type { Platform } from './platform.ts';
import { readHeader } from './read-header.ts';

/** What a file is that should hold the label image of a prediction. Unknown facts are null. */
export interface LabelCheck {
  /** Id of the format. */
  readonly format: string | null;
  /** In pixels. */
  readonly width: number | null;
  /** In pixels. */
  readonly height: number | null;
  /** Type of a sample as stored, such as `uint16`; of outlines, that of the painted ids. */
  readonly dtype: string | null;
  /** Different ids but 0. */
  readonly cells: number | null;
  readonly maxId: number | null;
  /** SHA-1 of the ids as little-endian 32-bit numbers, row by row; hexadecimal. */
  readonly sha1: string | null;
  /** What its owner should know, although it can be scored. */
  readonly notes: readonly string[];
  /** Why it cannot be scored. */
  readonly error: { readonly code: FormatErrorCode; readonly message: string } | null;
  /** True where this platform cannot decode it, but the server can. */
  readonly serverDecodes: boolean;
}

const UNKNOWN: LabelCheck = {
  format: null,
  width: null,
  height: null,
  dtype: null,
  cells: null,
  maxId: null,
  sha1: null,
  notes: [],
  error: null,
  serverDecodes: false,
};

/** Of a file of which nothing is known but why it cannot be read. */
export function uncheckable(error: NonNullable<LabelCheck['error']>): LabelCheck {
  return { ...UNKNOWN, error };
}

/**
 * Reads a file as a prediction is read when it is scored, and says all that is known of it. Never throws for what a file
 * holds.
 */
export async function checkLabels(input: FileInput, choice: LabelChoice, platform: Platform): Promise<LabelCheck> {
  let known = UNKNOWN;
  try {
    const file = await openFile(input, platform);
    known = { ...known, format: (await formatOf(file))?.id ?? null };
    if (imageKind(file.head)) {
      const { width, height, sampleFormat, bitDepth } = await readHeader(file.source, choice.page);
      known = { ...known, width, height, dtype: `${sampleFormat}${bitDepth}` };
    }
    const raster = await readLabelRaster(file, choice);
    known = { ...known, ...measured(file, raster), notes: raster.notes ?? [] };
    const { values, width, height } = raster;
    const doubts = judgeLabels(toLabelImage(ndArray(values, [height, width])));
    return { ...known, notes: [...known.notes, ...doubts] };
  } catch (error) {
    if (error instanceof ServerDecodes) return { ...known, serverDecodes: true };
    if (!(error instanceof FormatError)) throw error;
    return { ...known, error: { code: error.code, message: error.message } };
  }
}

function measured(file: OpenedFile, raster: LabelRaster): Partial<LabelCheck> {
  const measures = measureLabels(raster, file.platform);
  return imageKind(file.head) ? measures : { ...measures, dtype: `uint${raster.values.BYTES_PER_ELEMENT * 8}` };
}
