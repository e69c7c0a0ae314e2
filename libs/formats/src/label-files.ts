import {
  decodeLabelFile,
  encodeLabelFile,
  LabelFileError,
  MOST_LABEL_FILE_BYTES,
  type LabelFile,
  type LabelImage,
} from '@cellboard/labels';
import { FormatError } from './format-error.ts';
import { unpack, type Platform } from './platform.ts';

/**
 * Writes a label image in the form in which it is kept for scores and views: the same bytes on every machine, so that
 * a file that is made again has the same hash. That takes the port of zlib on Node, too: zlib itself packs differently
 * from one processor to another.
 *
 * @param original SHA-256 of the file that the label image was decoded from
 */
export async function writeLabelFile(labels: LabelImage, original: string): Promise<Uint8Array> {
  const { gzip } = await import('pako');
  const bytes = encodeLabelFile(labels, original);
  return gzip(bytes, { level: bytes.length > LARGE_BYTES ? 1 : 6 });
}

/** Noise becomes hardly smaller, and would take seconds. */
const LARGE_BYTES = 2 ** 20;

/**
 * Reads what {@link writeLabelFile} wrote.
 *
 * @throws FormatError CORRUPT for a file that is damaged, of another version, or not a label file
 */
export async function readLabelFile(bytes: Uint8Array, platform: Platform): Promise<LabelFile> {
  const unpacked = await unpack({ of: 'the label file', bytes, maxLength: unpackedLength(bytes) }, platform.gunzip);
  try {
    return decodeLabelFile(unpacked);
  } catch (error) {
    if (!(error instanceof LabelFileError)) throw error;
    throw new FormatError('CORRUPT', error.message, { cause: error });
  }
}

/** Magic of gzip and its trailer: a checksum and the length of what is in it. */
const GZIP = [0x1f, 0x8b] as const;
const LEAST_BYTES = 18;

/** The length is asked for at once, and no more: most files become a few kB. */
function unpackedLength(bytes: Uint8Array): number {
  if (bytes.length < LEAST_BYTES || GZIP.some((byte, i) => bytes[i] !== byte))
    throw new FormatError('CORRUPT', 'This is not a label file: it is not gzipped. Make it again from its original.');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  if (length <= MOST_LABEL_FILE_BYTES) return length;
  throw new FormatError(
    'TOO_LARGE',
    `The label file would become ${length} bytes, but at most ${MOST_LABEL_FILE_BYTES} are read. Cut the image into tiles.`,
  );
}
