import { FormatError } from '../format-error.ts';
import { isObject, field } from '../json/parse-json.ts';
import { TiffTag, type TiffDirectory } from './tiff-directory.ts';

/** The shape that tifffile notes as JSON in the description of a page; undefined for other words. */
export function notedShape(description: string): readonly number[] | undefined {
  if (!description.startsWith('{')) return undefined;
  try {
    const json: unknown = JSON.parse(description);
    const shape = isObject(json) ? field(json, 'shape') : undefined;
    return Array.isArray(shape) ? shape.map(Number) : undefined;
  } catch {
    return undefined; // somebody's own words
  }
}

/**
 * Refuses a file whose first page notes a shape that its pages do not have: another program changed one and not the
 * other, and nobody can tell which of them is right.
 *
 * @throws FormatError CORRUPT that names the shape and the pages
 */
export async function checkNotedShape(pages: readonly TiffDirectory[]): Promise<void> {
  const [first] = pages;
  const shape = first && notedShape((await first.text(TiffTag.imageDescription)) ?? '');
  if (!first || !shape) return;
  const page = await sidesOf(first);
  const count = pagesOfFirst(pages);
  if (fits(shape, page, count)) return;
  const has = `${count === 1 ? 'one page' : `${count} pages`} of ${page.width}×${page.height} pixels`;
  const channels = page.samples === 1 ? '' : ` and ${page.samples} channels`;
  throw new FormatError(
    'CORRUPT',
    `The TIFF says that it has the shape (${shape.join(', ').slice(0, 100)}), as tifffile notes it, but it holds ${has}${channels}. Save it again with the pages and the shape that belong together.`,
  );
}

interface Sides {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly depth: number;
}

async function sidesOf(page: TiffDirectory): Promise<Sides> {
  return {
    width: await page.first(TiffTag.imageWidth, 1),
    height: await page.first(TiffTag.imageLength, 1),
    samples: await page.first(TiffTag.samplesPerPixel, 1),
    depth: await page.first(TiffTag.imageDepth, 1),
  };
}

/** The pages of the first shape end where another page has a description. */
function pagesOfFirst(pages: readonly TiffDirectory[]): number {
  const next = pages.findIndex((page, i) => i > 0 && page.count(TiffTag.imageDescription) > 0);
  return next < 0 ? pages.length : next;
}

/** Whether a shape is that of so many pages; all planes may also follow each other in one. */
function fits(shape: readonly number[], { width, height, samples, depth }: Sides, count: number): boolean {
  const hasSides = Math.min(width, height) === 1 || shape.some((side, i) => side === height && shape[i + 1] === width);
  const planes = shape.reduce((product, side) => product * side, 1) / (width * height * samples * depth);
  return hasSides && Number.isInteger(planes) && planes >= 1 && (count === 1 || count === planes);
}
