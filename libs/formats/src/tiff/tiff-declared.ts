import { FormatError } from '../format-error.ts';
import { readOmePixels } from './ome-xml.ts';
import { notedShape } from './tiff-shape.ts';
import { MAX_PAGES, TiffTag, type TiffDirectory } from './tiff-directory.ts';

const UNCOMPRESSED = 1;

/**
 * The planes of a file with one directory that says that more follow: ImageJ writes large stacks so, tifffile what it
 * writes page by page into one, and SGI and MetaMorph have entries for it. Each becomes a directory of its own.
 *
 * @returns undefined where the directory is one plane
 */
export async function declaredPlanes(directory: TiffDirectory): Promise<TiffDirectory[] | undefined> {
  const planes = Math.min(await countPlanes(directory), MAX_PAGES);
  if (planes <= 1) return undefined;
  return Array.from({ length: planes }, (_, plane) => ({ ...directory, ...entriesOf(directory, plane) }));
}

async function countPlanes(directory: TiffDirectory): Promise<number> {
  const description = (await directory.text(TiffTag.imageDescription)) ?? '';
  const depth = Math.max(await directory.first(TiffTag.imageDepth, 1), directory.count(TiffTag.metaMorphPlanes));
  const samples = await directory.first(TiffTag.samplesPerPixel, 1);
  if (description.startsWith('ImageJ=')) return Math.max(depth, imageJPlanes(description, samples));
  if (description.startsWith('{')) return Math.max(depth, shapePlanes(description, await planeSamples(directory)));
  return Math.max(depth, omePlanes(description, samples));
}

/** ImageJ counts the colours of a pixel for one image. */
function imageJPlanes(description: string, samples: number): number {
  const value = (name: string) => Number(new RegExp(`^${name}=(\\d{1,7})$`, 'm').exec(description)?.[1] ?? 1);
  const channels = samples > 1 && value('channels') === samples ? 1 : value('channels');
  return Math.max(value('images') / (value('channels') / channels), channels * value('slices') * value('frames'));
}

/** The shape that tifffile notes, as often as one plane goes into it. */
function shapePlanes(description: string, samples: number): number {
  const planes = (notedShape(description) ?? []).reduce((product, side) => product * side, 1) / samples;
  return Number.isInteger(planes) ? planes : 1;
}

async function planeSamples(directory: TiffDirectory): Promise<number> {
  const sides = await Promise.all(
    [TiffTag.imageWidth, TiffTag.imageLength, TiffTag.samplesPerPixel].map((tag) => directory.first(tag, 1)),
  );
  return sides.reduce((product, side) => product * side, 1);
}

/** OME-XML of a dataset of several files describes the planes in all of them, and names the file of each. */
function omePlanes(description: string, samples: number): number {
  const pixels = readOmePixels(description);
  if (!pixels || /<(?:\w+:)?UUID\b/.test(description)) return 1;
  const planes = (pixels.sizeC * pixels.sizeZ * pixels.sizeT) / samples;
  return Number.isInteger(planes) ? planes : 1;
}

/** One of the planes that follow each other without compression or gaps; the strips of a file may go on from one into the next. */
function entriesOf(directory: TiffDirectory, plane: number): Pick<TiffDirectory, 'values' | 'first'> {
  const values = async (tag: number): Promise<readonly number[] | undefined> => {
    const strips: readonly number[] = [TiffTag.stripOffsets, TiffTag.stripByteCounts, TiffTag.rowsPerStrip];
    if (!strips.includes(tag)) return directory.values(tag);
    if (!(await isContiguous(directory))) {
      if (plane === 0) return directory.values(tag);
      throw new FormatError(
        'UNSUPPORTED',
        `The TIFF declares a plane ${plane + 1}, but holds it in a way that is not read. Save the stack with a page for each plane.`,
      );
    }
    if (tag === TiffTag.rowsPerStrip) return directory.values(TiffTag.imageLength);
    const bytes = await planeBytes(directory);
    const start = (await directory.first(TiffTag.stripOffsets, 0)) + plane * bytes;
    return [tag === TiffTag.stripOffsets ? start : bytes];
  };
  return { values, first: async (tag, otherwise) => (await values(tag))?.[0] ?? otherwise };
}

async function isContiguous(directory: TiffDirectory): Promise<boolean> {
  const offsets = await directory.values(TiffTag.stripOffsets);
  const counts = await directory.values(TiffTag.stripByteCounts);
  if ((await directory.first(TiffTag.compression, UNCOMPRESSED)) !== UNCOMPRESSED || !offsets || !counts) return false;
  return offsets.every((offset, i) => i === 0 || offset === offsets[i - 1]! + counts[i - 1]!);
}

async function planeBytes(directory: TiffDirectory): Promise<number> {
  const bits = await directory.first(TiffTag.bitsPerSample, 1);
  const width = await directory.first(TiffTag.imageWidth, 1);
  const height = await directory.first(TiffTag.imageLength, 1);
  return Math.ceil((width * bits * (await directory.first(TiffTag.samplesPerPixel, 1))) / 8) * height;
}
