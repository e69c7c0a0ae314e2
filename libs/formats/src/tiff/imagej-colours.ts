import type { Colour } from '@cellboard/labels';
import { chosenColour } from './chosen-colour.ts';
import { TiffTag, type TiffDirectory } from './tiff-directory.ts';

/** `IJIJ`, which begins the metadata. */
const MAGIC = 0x494a494a;

/** `luts`, the mark of the tables of colours. */
const LUTS = 0x6c757473;

/** Red, green and blue of 256 grey values. */
const LUT_BYTES = 768;

/** Overlays may be longer, but they come after the tables of colours. */
const MAX_BYTES = 2 ** 22;

/**
 * The colours in which ImageJ shows the channels of a composite image: those of the brightest grey value. ImageJ keeps
 * its tables ("lookup tables") in metadata of its own; the palette of a page is only a copy of the first.
 *
 * @returns none where the file holds no such tables; undefined for a channel that is shown in grey
 * @see https://github.com/imagej/ImageJ/blob/master/ij/io/TiffDecoder.java `getMetaData`
 */
export async function imageJColours(page: TiffDirectory): Promise<(Colour | undefined)[]> {
  const sizes = (await page.values(TiffTag.imageJMetadataSizes)) ?? [];
  const bytes = await page.bytes(TiffTag.imageJMetadata, MAX_BYTES);
  const headBytes = sizes[0] ?? 0;
  if (!bytes || headBytes < 12 || headBytes > bytes.length) return [];
  const head = new DataView(bytes.buffer, bytes.byteOffset, headBytes);
  if (head.getUint32(0, page.littleEndian) !== MAGIC) return [];
  const colours: (Colour | undefined)[] = [];
  let [entry, start] = [1, headBytes];
  for (let at = 4; at + 8 <= headBytes; at += 8) {
    const kind = head.getUint32(at, page.littleEndian);
    const end = Math.min(entry + head.getUint32(at + 4, page.littleEndian), sizes.length);
    for (; entry < end; entry++) {
      const table = bytes.subarray(start, start + LUT_BYTES);
      if (kind === LUTS && sizes[entry] === LUT_BYTES && table.length === LUT_BYTES)
        colours.push(chosenColour([table[255]!, table[511]!, table[767]!]));
      start += sizes[entry]!;
    }
  }
  return colours;
}
