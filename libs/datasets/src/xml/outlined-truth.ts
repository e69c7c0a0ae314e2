import { open, readFile, stat } from 'node:fs/promises';
import {
  FormatError,
  imageScopeObjects,
  paintCells,
  type CellObject,
  type ImageSize,
  type OverlapRule,
} from '@cellboard/formats';
import { fileFault } from '../files/file-fault.ts';
import { named } from '../images/read-image.ts';
import { paintTruth, type Truth } from '../images/truth.ts';

/** How the regions of a file become a truth. */
export interface RegionRules {
  /** Which cell keeps a pixel that several regions claim. */
  readonly overlap: OverlapRule;
  /** The class of regions in which nothing is scored, in lower case. */
  readonly ignored?: string;
  /** The classes that the dataset describes, in lower case; left out where it has none. */
  readonly classes?: readonly string[];
}

/** The outlines of the fullest real images have a few megabytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The truth in an ImageScope file: each region is a nucleus, the first one too. A pixel belongs to it where its centre
 * is inside, by the even-odd rule; corners are taken as they are, with their fractions.
 *
 * @throws FormatError naming the file
 */
export async function outlinedTruth(path: string, size: ImageSize, rules: RegionRules): Promise<Truth> {
  const { size: length } = await stat(path);
  return named(path, async () => {
    if (length > MOST_BYTES)
      throw new FormatError(
        'TOO_LARGE',
        `The file has ${length} bytes, but outlines of one image are read up to ${MOST_BYTES}. Check that it belongs to the dataset, and unpack it again.`,
      );
    const bytes = await readFile(path);
    const { objects, notes } = imageScopeObjects(bytes, size);
    if (objects.length === 0)
      throw new FormatError(
        'NOT_LABELS',
        'The file holds no Region with an area, so the truth would be empty. Unpack it again; names of tags are written as in <Region>.',
      );
    const vague = objects.filter((one) => isIgnored(one, rules));
    const cells = objects.filter((one) => !isIgnored(one, rules));
    const truth = paintTruth(cells, size, rules.overlap);
    return {
      ...truth,
      path,
      notes: [...notes, ...strangers(cells, rules)],
      ...(vague.length > 0 && { ignored: Uint32Array.from(paintCells(vague, size).values) }),
    };
  });
}

function isIgnored(one: CellObject, { ignored }: RegionRules): boolean {
  return ignored !== undefined && one.class?.toLowerCase() === ignored;
}

/** Says which regions have a class that the dataset does not describe. */
function strangers(cells: readonly CellObject[], { classes }: RegionRules): string[] {
  const unknown = cells.filter((one) => classes && !classes.includes(one.class?.toLowerCase() ?? ''));
  if (unknown.length === 0) return [];
  const names = [...new Set(unknown.map((one) => one.class ?? 'none'))].join(', ');
  const have = unknown.length === 1 ? 'outline has' : 'outlines have';
  return [`${unknown.length} ${have} a class that the dataset does not describe (${names}). They count as nuclei.`];
}

/** Bytes in which the first tag of a file ends. */
const HEAD_BYTES = 1024;

/** Sides of a pixel that a microscope can have, in micrometres. */
const [SMALLEST_UM, LARGEST_UM] = [0.05, 5];

/**
 * The side of a pixel that an ImageScope file states in its first tag; null where it states none that can be, and where
 * the file cannot be read, which reading its outlines will say.
 */
export async function statedPixelSize(path: string): Promise<number | null> {
  const head = await headOf(path);
  const stated = /<Annotations\b[^>]*?\bMicronsPerPixel\s*=\s*["']([\d.]+)["']/.exec(head)?.[1];
  const size = Number(stated ?? NaN);
  return size >= SMALLEST_UM && size <= LARGEST_UM ? size : null;
}

async function headOf(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES) });
    return buffer.toString('latin1', 0, bytesRead);
  } catch (error) {
    if (fileFault(error) === undefined) throw error;
    return '';
  }
}
