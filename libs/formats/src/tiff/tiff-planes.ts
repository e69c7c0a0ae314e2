import type { Colour } from '@cellboard/labels';
import type { ImageChannel } from '../samples/image-planes.ts';
import { chosenColour } from './chosen-colour.ts';
import { imageJChannels } from './imagej-channels.ts';
import { readOmePixels, type OmePixels } from './ome-xml.ts';
import { TiffTag, type TiffDirectory } from './tiff-directory.ts';

/** How the pages of a TIFF file are ordered to channels, focal planes and times. */
export interface TiffPlanes {
  /** Pages that differ in nothing but the channel. */
  readonly channelPages: number;
  /** Focal planes. */
  readonly z: number;
  /** Times. */
  readonly t: number;
  /** The page of a plane, all from 0. */
  readonly page: (c: number, z: number, t: number) => number;
  /** What the file says of its channels, as far as it says anything. */
  readonly channels: readonly ImageChannel[];
}

/**
 * Tells the planes of a TIFF file from its first description: OME-XML (also with `TiffData`), or that of an ImageJ
 * hyperstack. Where it has none, or one that does not fit the number of pages, the pages are focal planes in order.
 *
 * @param pages the directories of the full-size pages
 * @param samples of a pixel in one page
 */
export async function tiffPlanes(pages: readonly TiffDirectory[], samples: number): Promise<TiffPlanes> {
  const description = (await pages[0]?.text(TiffTag.imageDescription)) ?? '';
  const isImageJ = description.startsWith('ImageJ=');
  const known = isImageJ ? imageJPlanes(description) : omePlanes(description, samples);
  if (known && known.channelPages * known.z * known.t === pages.length) {
    if (!isImageJ || samples > 1) return known;
    return { ...known, channels: await imageJChannels(pages[0]!, description, known.channelPages) };
  }
  return { channelPages: 1, z: pages.length, t: 1, page: (_, z) => z, channels: [] };
}

/** ImageJ counts channels fastest, then focal planes ("slices"), then times ("frames"). */
function imageJPlanes(description: string): TiffPlanes {
  const value = (name: string) => Number(new RegExp(`^${name}=(\\d{1,5})$`, 'm').exec(description)?.[1] ?? 1);
  const [channelPages, z, t] = [value('channels'), value('slices'), value('frames')];
  return {
    channelPages,
    z,
    t,
    page: (c, slice, frame) => (frame * z + slice) * channelPages + c,
    channels: [],
  };
}

function omePlanes(description: string, samples: number): TiffPlanes | undefined {
  const pixels = readOmePixels(description);
  if (!pixels) return undefined;
  const { sizeC, sizeZ, sizeT } = pixels;
  const channelPages = sizeC / samples;
  if (!Number.isInteger(channelPages)) return undefined;
  const sizes = { C: channelPages, Z: sizeZ, T: sizeT };
  const number = (c: number, z: number, t: number) => planeNumber(pixels.order, sizes, { C: c, Z: z, T: t });
  const listed = listedPages(pixels, number, channelPages * sizeZ * sizeT);
  return {
    channelPages,
    z: sizeZ,
    t: sizeT,
    page: (c, z, t) => listed?.[number(c, z, t)] ?? number(c, z, t),
    channels: pixels.channels.map(({ name, colour }) => ({
      name,
      colour: colour === undefined ? undefined : rgb(colour),
    })),
  };
}

type Czt = Readonly<Record<'C' | 'Z' | 'T', number>>;

function planeNumber(order: string, sizes: Czt, at: Czt): number {
  let number = 0;
  let step = 1;
  for (const axis of order as Iterable<keyof Czt>) {
    number += at[axis] * step;
    step *= sizes[axis];
  }
  return number;
}

/** The page of every plane as the file lists them; undefined unless the list is whole, with a page of its own for each. */
function listedPages(
  { data }: OmePixels,
  number: (c: number, z: number, t: number) => number,
  count: number,
): readonly number[] | undefined {
  const runs = data.map(({ page, c, z, t, count: length = count }) => ({ page, first: number(c, z, t), length }));
  if (runs.reduce((sum, { length }) => sum + length, 0) !== count) return undefined;
  const pages: number[] = [];
  for (const { page, first, length } of runs) {
    for (let i = 0; i < length; i++) pages[first + i] = page + i;
  }
  const whole = Array.from({ length: count }, (_, i) => pages[i]).every((page) => page !== undefined && page < count);
  return whole && new Set(pages).size === count ? pages : undefined;
}

function rgb(colour: number): Colour | undefined {
  return chosenColour([(colour >>> 24) & 255, (colour >>> 16) & 255, (colour >>> 8) & 255]);
}
