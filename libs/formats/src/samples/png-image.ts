import { readPart, readWhole, type ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import { checkSize } from '../limits.ts';
import type { Platform } from '../platform.ts';
import { countPngFrames, laterFrame } from '../png/png-animation.ts';
import { PNG_HEADER_BYTES, readPngHeader, type PngHeader } from '../png/png-header.ts';
import { readPngSamples, type PngPixels } from '../png/png-samples.ts';
import { oneChannel, RED_GREEN_BLUE, UNNAMED } from './channels.ts';
import { interleaved } from './image-numbers.ts';
import { checkOnePlane, type ImageChoice } from './image-planes.ts';
import type { ImageReader, ImageSamples, SampleMeaning } from './image-reader.ts';

/** Opens a PNG file, which is one plane, see `openImage`; of an animation the first frame. */
export async function openPngImage(source: ByteSource, choice: ImageChoice, platform: Platform): Promise<ImageReader> {
  const frames = await countPngFrames(source);
  if (frames > 1 && [choice.page, choice.t].some((index = 0) => index > 0)) throw laterFrame('PNG', frames);
  checkOnePlane(choice);
  const header = readPngHeader(await readPart(source, 0, Math.min(source.byteLength, PNG_HEADER_BYTES)));
  const { width, height, bitDepth } = header;
  checkSize(width, height);
  const colours = header.palette || header.channels >= 3;
  const channels = colours ? RED_GREEN_BLUE : [UNNAMED];
  const depth = header.palette ? 8 : bitDepth;
  const meaning: SampleMeaning = { colours, bitDepth: depth, whiteIsZero: false, exact: true };
  return {
    description: {
      kind: 'png',
      width,
      height,
      dtype: `uint${depth > 8 ? 16 : 8}`,
      planes: { channels: colours && !header.palette ? 3 : 1, z: 1, t: frames },
      channels,
      meaning,
    },
    read: async (channel) => {
      const pixels = await readPngSamples(await readWhole(source, 'PNG'), platform);
      const samples = interleaved(...pixelsOf(pixels, channels.length));
      const all: ImageSamples = { samples, channels, ...meaning };
      return channel === undefined ? all : oneChannel(all, channel);
    },
  };
}

function pixelsOf({ header, palette, samples }: PngPixels, kept: number): Parameters<typeof interleaved> {
  if (!header.palette || !palette) return [samples, header, { stored: header.channels, kept }];
  return [paletteColours(samples, palette, header), header, { stored: 3, kept }];
}

/** @throws FormatError CORRUPT if an index has no colour */
function paletteColours(
  indices: Uint8Array | Uint16Array,
  palette: Uint8Array,
  { width, height }: PngHeader,
): Uint8Array {
  const colours = new Uint8Array(width * height * 3);
  for (let i = 0; i < indices.length; i++) {
    const at = indices[i]! * 3;
    if (at + 3 > palette.length) {
      throw new FormatError(
        'CORRUPT',
        `The PNG uses colour ${indices[i]} of a palette of ${Math.floor(palette.length / 3)}. Save it again.`,
      );
    }
    colours[i * 3] = palette[at]!;
    colours[i * 3 + 1] = palette[at + 1]!;
    colours[i * 3 + 2] = palette[at + 2]!;
  }
  return colours;
}
