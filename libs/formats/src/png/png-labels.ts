import { distinctIds, packedIds, type ColourPlanes } from '../colour-labels.ts';
import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { checkSize } from '../limits.ts';
import { noPlane } from '../no-plane.ts';
import type { Platform } from '../platform.ts';
import { laterFrame } from './png-animation.ts';
import { readPngHeader, type PngHeader } from './png-header.ts';
import { readPngSamples } from './png-samples.ts';

/**
 * Reads a label image from a PNG file: grey of 1, 8 and 16 bits as stored, grey of 2 and 4 bits spread to 255, the
 * indices of a palette, or, when that is asked for, 8-bit colours.
 *
 * @throws FormatError TRUNCATED, CORRUPT, TOO_LARGE, NOT_LABELS for a colour image, or UNSUPPORTED if it asks to be
 *   turned
 */
export async function readPngLabels(bytes: Uint8Array, choice: LabelChoice, platform: Platform): Promise<LabelRaster> {
  const { width, height, channels, bitDepth, palette } = readPngHeader(bytes);
  checkSize(width, height);
  const coloured = choice.colours !== undefined && channels >= 3 && bitDepth === 8;
  if (channels !== 1 && !coloured) throw notLabels({ channels, bitDepth });
  const { samples, frames } = await readPngSamples(bytes, platform);
  checkFrame(choice.plane, frames);
  const notes = frames > 1 && choice.plane === undefined ? [firstOf(frames)] : [];
  if (!coloured) return { values: palette ? samples : spread(samples, bitDepth), width, height, notes };
  const planes = [0, 1, 2].map((channel) => planeOf(samples, { channel, channels })) as unknown as ColourPlanes;
  if (channels === 4) refuseTransparency(samples);
  return { values: choice.colours === 'packed' ? packedIds(planes) : distinctIds(planes), width, height, notes };
}

/** @throws FormatError NOT_LABELS if all is black, and only the transparency tells pixels apart */
function refuseTransparency(samples: Uint8Array | Uint16Array): void {
  const opacity = samples[3];
  let differs = false;
  for (let i = 0; i < samples.length; i += 4) {
    if (samples[i] !== 0 || samples[i + 1] !== 0 || samples[i + 2] !== 0) return;
    if (samples[i + 3] !== opacity) differs = true;
  }
  if (differs)
    throw new FormatError(
      'NOT_LABELS',
      'The image is black everywhere, and only its transparency tells pixels apart. Save it in grey or in colours, without transparency.',
    );
}

function firstOf(frames: number): string {
  return `The PNG is an animation of ${frames} frames, of which the first was taken.`;
}

/** @throws FormatError SEVERAL_IMAGES if there is no such plane, UNSUPPORTED for later frames of an animation */
function checkFrame(plane: number | undefined, frames: number): void {
  if (plane === undefined || plane === 1) return;
  if (plane > frames) throw noPlane(plane, frames);
  throw laterFrame('PNG', frames);
}

/**
 * Programs that make PNG files smaller store 8-bit grey in 2 or 4 bits where every value is a multiple of 85 or 17
 * (PNG specification, sample depth scaling), so that spreading gives the ids back. Of 1 bit there is but one cell.
 */
function spread(samples: Uint8Array | Uint16Array, bitDepth: number): Uint8Array | Uint16Array {
  if (bitDepth !== 2 && bitDepth !== 4) return samples;
  const factor = 255 / (2 ** bitDepth - 1);
  return samples.map((sample) => sample * factor);
}

function planeOf(
  samples: Uint8Array | Uint16Array,
  { channel, channels }: { channel: number; channels: number },
): Uint8Array {
  const plane = new Uint8Array(samples.length / channels);
  for (let i = 0; i < plane.length; i++) plane[i] = samples[i * channels + channel]!;
  return plane;
}

function notLabels({ channels, bitDepth }: Pick<PngHeader, 'channels' | 'bitDepth'>): FormatError {
  const found =
    channels === 2 ? 'grey image with transparency' : `colour image of ${channels} channels with ${bitDepth} bits`;
  const choice = channels > 2 && bitDepth === 8 ? ', or say with --colours how the colours stand for cells' : '';
  return new FormatError(
    'NOT_LABELS',
    `The PNG is a ${found}, but a label image has one channel. Save the ids as 16-bit grey, not a picture of them${choice}.`,
  );
}
