import { FormatError } from '../format-error.ts';
import type { ImageHeader } from '../image-header.ts';

/** What the IHDR chunk of a PNG file says (PNG specification, third edition, 11.2.1). */
export interface PngHeader extends ImageHeader {
  readonly kind: 'png';
  /** Adam7: the pixels come in seven passes. */
  readonly interlaced: boolean;
}

const GREY = 0;
const COLOUR = 2;
const PALETTE = 3;
const GREY_ALPHA = 4;
const COLOUR_ALPHA = 6;

/** Bit depths that the specification allows for each colour type, and its samples a pixel. */
const colourTypes: Readonly<Record<number, { depths: readonly number[]; channels: number }>> = {
  [GREY]: { depths: [1, 2, 4, 8, 16], channels: 1 },
  [COLOUR]: { depths: [8, 16], channels: 3 },
  [PALETTE]: { depths: [1, 2, 4, 8], channels: 1 },
  [GREY_ALPHA]: { depths: [8, 16], channels: 2 },
  [COLOUR_ALPHA]: { depths: [8, 16], channels: 4 },
};

const IHDR = 0x49484452;
/** Bytes of a PNG file up to the end of its first chunk. */
export const PNG_HEADER_BYTES = 33;

/**
 * Reads the IHDR chunk that begins every PNG file.
 *
 * @throws FormatError TRUNCATED or CORRUPT
 */
export function readPngHeader(bytes: Uint8Array): PngHeader {
  if (bytes.length < PNG_HEADER_BYTES) {
    throw new FormatError('TRUNCATED', `The PNG ends after ${bytes.length} bytes, inside its header. Upload it again.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(8) !== 13 || view.getUint32(12) !== IHDR) {
    throw new FormatError('CORRUPT', 'The PNG does not begin with an IHDR chunk of 13 bytes. Save the image again.');
  }
  const bitDepth = view.getUint8(24);
  const colour = view.getUint8(25);
  const type = colourTypes[colour];
  if (!type?.depths.includes(bitDepth)) {
    throw new FormatError(
      'CORRUPT',
      `The PNG has colour type ${colour} with ${bitDepth} bits, which PNG does not allow.`,
    );
  }
  const interlace = view.getUint8(28);
  if (view.getUint8(26) !== 0 || view.getUint8(27) !== 0 || interlace > 1) {
    throw new FormatError('CORRUPT', 'The PNG names a compression, filter or interlace method that PNG does not have.');
  }
  return {
    kind: 'png',
    width: view.getUint32(16),
    height: view.getUint32(20),
    channels: type.channels,
    bitDepth,
    sampleFormat: 'uint',
    palette: colour === PALETTE,
    pages: 1,
    interlaced: interlace === 1,
  };
}
