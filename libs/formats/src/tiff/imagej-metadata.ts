import { FormatError } from '../format-error.ts';
import { TiffTag, type TiffDirectory } from './tiff-directory.ts';

/** `IJIJ`, which begins the metadata. */
const MAGIC = 0x494a494a;

/** Overlays may be longer, but they come after what is read. */
const MAX_BYTES = 2 ** 22;

/** What is read is longer. A file may claim millions of shorter entries. */
const LEAST_BYTES = 16;

/** One entry of ImageJ's metadata. */
export interface ImageJEntry {
  /** Its mark: four letters as a big-endian number. */
  readonly kind: number;
  readonly bytes: Uint8Array;
}

/**
 * The entries of the metadata that ImageJ keeps in two tags of its own, in their order. Those of fewer than
 * 16 bytes, and one that the file cuts off, are left out; a file without such metadata has none.
 *
 * @see https://github.com/imagej/ImageJ/blob/master/ij/io/TiffDecoder.java `getMetaData`
 */
export async function imageJMetadata(page: TiffDirectory): Promise<ImageJEntry[]> {
  const sizes = await sizesOf(page);
  const bytes = await page.bytes(TiffTag.imageJMetadata, MAX_BYTES);
  const headBytes = sizes[0] ?? 0;
  if (!bytes || headBytes < 12 || headBytes > bytes.length) return [];
  const head = new DataView(bytes.buffer, bytes.byteOffset, headBytes);
  if (head.getUint32(0, page.littleEndian) !== MAGIC) return [];
  const entries: ImageJEntry[] = [];
  let [entry, start] = [1, headBytes];
  for (let at = 4; at + 8 <= headBytes; at += 8) {
    const kind = head.getUint32(at, page.littleEndian);
    const end = Math.min(entry + head.getUint32(at + 4, page.littleEndian), sizes.length);
    for (; entry < end && start < bytes.length; entry++) {
      const size = sizes[entry]!;
      if (size >= LEAST_BYTES && start + size <= bytes.length)
        entries.push({ kind, bytes: bytes.subarray(start, start + size) });
      start += size;
    }
  }
  return entries;
}

/** The bytes of the head and of each entry. None where the list is damaged: the image can still be read. */
async function sizesOf(page: TiffDirectory): Promise<readonly number[]> {
  try {
    return (await page.values(TiffTag.imageJMetadataSizes)) ?? [];
  } catch (error) {
    if (error instanceof FormatError) return [];
    throw error;
  }
}
