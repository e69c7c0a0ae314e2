import { FormatError } from './format-error.ts';

/** What the readers need of the machine they run on: in Node its zlib, in a browser a library. */
export interface Platform {
  /** Unpacks zlib data; throws on damage, or when it becomes more than `maxLength` bytes. */
  readonly inflate: (bytes: Uint8Array, maxLength: number) => Uint8Array;
  /** Unpacks Zstandard data; throws as `inflate` does. */
  readonly zstd: (bytes: Uint8Array, maxLength: number) => Uint8Array;
  /** The checksum of PNG and zip. */
  readonly crc32: (bytes: Uint8Array) => number;
}

/** Compressed data, what it belongs to in words, and the bytes it may become. */
export interface CompressedData {
  readonly of: string;
  readonly bytes: Uint8Array;
  readonly maxLength: number;
}

/**
 * Unpacks data from a file.
 *
 * @throws FormatError CORRUPT if it is damaged or becomes too long
 */
export function unpack({ of, bytes, maxLength }: CompressedData, decompress: Platform['inflate']): Uint8Array {
  try {
    return decompress(bytes, maxLength);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(
      'CORRUPT',
      `The compressed data of ${of} is damaged, or more than the ${maxLength} bytes it should be (${reason}). Save it again.`,
      { cause },
    );
  }
}
