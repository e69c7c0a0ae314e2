import { FormatError } from './format-error.ts';
import type { LabelChoice, LabelRaster } from './label-raster.ts';

/** Unpacks data as a whole; throws if it is damaged, or would become more than `maxLength` bytes. */
export type Unpack = (bytes: Uint8Array, maxLength: number) => Uint8Array | Promise<Uint8Array>;

/**
 * What the readers need of the machine that they run on. There are two: Node, with its zlib and with libvips, and the
 * browser. Whatever can be computed is the same on both; only a {@link Platform.decodePicture} may differ by a shade.
 */
export interface Platform {
  /** Unpacks zlib data (RFC 1950). Bytes after its end are passed over. */
  readonly inflate: Unpack;
  /** Unpacks raw deflate data (RFC 1951), as zip archives hold it. */
  readonly inflateRaw: Unpack;
  /** Unpacks gzip data (RFC 1952). */
  readonly gunzip: Unpack;
  /** Unpacks Zstandard data (RFC 8878). */
  readonly zstd: Unpack;
  /** Unpacks raw deflate data while it comes, for what does not fit into memory; throws if it is damaged. */
  readonly inflateRawStream: (packed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  /** Packs as zlib data. Processors with other instructions may find other repetitions, and so give other bytes. */
  readonly deflate: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** Packs runs of equal bytes as zlib data, many times as fast: the same bytes on every platform and processor. */
  readonly deflateRuns: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** CRC-32, the checksum of PNG and zip; of further bytes if given that of the bytes before. */
  readonly crc32: (bytes: Uint8Array, before?: number) => number;
  /** SHA-1 of pieces that are given one after the other. */
  readonly sha1: () => Hash;
  /**
   * Decodes what is made for pictures and not for numbers: JPEG and WebP, and on Node the kinds of TIFF that are not read here.
   *
   * @throws FormatError CORRUPT if it is damaged, UNSUPPORTED if this platform does not decode it
   */
  readonly decodePicture: (picture: PictureFile) => Promise<Picture>;
  /** Reads a label image from an HDF5 file, see `extractHdf5Labels`, where a damaged file can be stopped. */
  readonly readHdf5Labels: (bytes: Uint8Array, choice: LabelChoice) => Promise<LabelRaster>;
}

/** A hash that is being computed. */
export interface Hash {
  readonly update: (bytes: Uint8Array) => void;
  /** The hash of all bytes, hexadecimal. */
  readonly hex: () => string;
}

/** A file for {@link Platform.decodePicture}. */
export interface PictureFile {
  /** The whole file. */
  readonly bytes: Uint8Array;
  readonly kind: 'jpeg' | 'tiff' | 'webp';
  /** Of a TIFF, counted as its directories, from 0. */
  readonly page: number;
  /** Colours, or grey. */
  readonly colours: boolean;
  /** Of more than 8 bits a sample. */
  readonly deep: boolean;
}

/** Samples of a decoded picture, row by row, channels interleaved: 1 grey, 3 red, green and blue, 2 and 4 with alpha. */
export interface Picture {
  readonly data: Uint8Array | Uint16Array;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  readonly channels: number;
}

/** Compressed data, what it belongs to (for messages), and the bytes it may become. */
export interface CompressedData {
  readonly of: string;
  readonly bytes: Uint8Array;
  readonly maxLength: number;
}

/**
 * Unpacks data from a file.
 *
 * @throws FormatError CORRUPT if it is damaged or becomes too long, UNSUPPORTED if the platform cannot unpack it
 */
export async function unpack({ of, bytes, maxLength }: CompressedData, decompress: Unpack): Promise<Uint8Array> {
  try {
    return await decompress(bytes, maxLength);
  } catch (cause) {
    if (cause instanceof FormatError) throw cause; // not the data's fault
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(
      'CORRUPT',
      `The compressed data of ${of} is damaged, or more than the ${maxLength} bytes it should be (${reason}). Save it again.`,
      { cause },
    );
  }
}
