import type { ZSTDDecoder } from 'zstddec';
import { FormatError } from '../format-error.ts';

/** "Frame": what Zstandard data begins with (RFC 8878, section 3.1.1). */
const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];

let decoder: Promise<ZSTDDecoder> | undefined;

/**
 * Unpacks Zstandard data by its own library as WebAssembly, which checks checksums and stops at the end of its output.
 *
 * @throws Error if it is damaged, or becomes more than `maxLength` bytes, or none: no image is empty
 * @throws FormatError UNSUPPORTED if the page does not let the library start
 */
export async function unpackZstd(bytes: Uint8Array, maxLength: number): Promise<Uint8Array> {
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) throw new Error('Unknown frame descriptor');
  const library = await (decoder ??= load());
  // When the size is given, the library returns no bytes for data that it refuses.
  const unpacked = library.decode(bytes, maxLength + 1);
  if (unpacked.length > maxLength) throw new RangeError(`it becomes more than ${maxLength} bytes`);
  if (unpacked.length === 0 && maxLength > 0) throw new Error('Data corruption detected, or too many bytes');
  return unpacked;
}

async function load(): Promise<ZSTDDecoder> {
  const { ZSTDDecoder: Decoder } = await import('zstddec');
  const loaded = new Decoder();
  try {
    await loaded.init();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(
      'UNSUPPORTED',
      `The file is compressed with Zstandard, whose library does not start in this page (${reason}). ` +
        "The page's Content-Security-Policy must allow wasm-unsafe-eval, and data: in connect-src.",
      { cause },
    );
  }
  return loaded;
}
