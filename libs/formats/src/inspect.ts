import { isZip, readArchive } from './archive/read-archive.ts';
import { unknownFormat } from './decode-labels.ts';
import { decodeImage, readPlanes } from './display/display-image.ts';
import { FormatError, type FormatErrorCode } from './format-error.ts';
import { FORMATS, formatOf } from './formats.ts';
import { readZarrHeader } from './display/zarr-image.ts';
import { imageKind, readHeader, type ImageHeader } from './image-header.ts';
import { cocoCells, readCoco } from './json/coco.ts';
import type { LabelChoice } from './label-raster.ts';
import { measureLabels } from './measure-labels.ts';
import { openFile, type OpenedFile } from './opened-file.ts';
import { paintCells } from './shapes/paint-cells.ts';
import { hasLabels } from './zarr/ome-zarr.ts';
import type { ZarrFiles } from './zarr/zarr-files.ts';

/** What a file is, as far as it can be told. */
export interface Inspection {
  /** Whether the file is sound. It is a label image too, if it has a `sha1`. */
  readonly ok: boolean;
  /** Id of the format; null when it is none of ours. */
  readonly kind: string | null;
  /** In pixels. */
  readonly width: number | null;
  /** In pixels. */
  readonly height: number | null;
  /** Type of a sample as stored, such as `uint16`; of outlines, that of the painted ids. */
  readonly dtype: string | null;
  /** Different ids but 0, of all images of a COCO file together; null for a file without labels. */
  readonly cells: number | null;
  readonly maxId: number | null;
  /** SHA-1 of the ids of a label image as little-endian 32-bit numbers, row by row; hexadecimal. */
  readonly sha1: string | null;
  /** Why it cannot be used. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

const UNKNOWN: Inspection = {
  ok: false,
  kind: null,
  width: null,
  height: null,
  dtype: null,
  cells: null,
  maxId: null,
  sha1: null,
  error: null,
};

/** A file of which nothing is known but why. */
export function unknownFile(error: NonNullable<Inspection['error']>): Inspection {
  return { ...UNKNOWN, error };
}

type Facts = Partial<Inspection>;

/**
 * Tells what a file is: the check of every upload. A label image comes with its measures; an image of colours, a COCO
 * file of several images, an archive of files, JSON of another kind and an ImageJ line are sound without being one.
 *
 * @param source bytes of a file, or what `openFile` or `openPath` made of it
 *
 * Never throws for what a file holds; run it where a deadline and a memory limit hold, since a file may ask for much.
 */
export async function inspect(source: Uint8Array | OpenedFile, choice: LabelChoice = {}): Promise<Inspection> {
  let known: Inspection = UNKNOWN;
  try {
    const file = 'bytes' in source ? source : await openFile(source);
    known = { ...known, kind: kindOf(file) };
    const header = imageKind(file.bytes) ? readHeader(file.bytes, choice.page) : undefined;
    if (header) known = { ...known, width: header.width, height: header.height, dtype: dtypeOf(header) };
    const facts = header ? await inspectImage(file, { header, choice }) : await inspectOther(file, choice);
    return { ...known, ...facts, ok: true };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...known, error: { code: error.code, message: error.message } };
  }
}

function kindOf(file: OpenedFile): string | null {
  const format = formatOf(file);
  if (format) return format.id;
  if (file.json !== undefined) return 'json';
  return isZip(file.bytes) ? 'zip' : null;
}

function dtypeOf({ sampleFormat, bitDepth }: ImageHeader): string {
  return `${sampleFormat}${bitDepth}`;
}

interface Image {
  readonly header: ImageHeader;
  readonly choice: LabelChoice;
}

/** A JPEG or an image of several channels is for the eye, unless it was said how to read it as labels. */
async function inspectImage(file: OpenedFile, { header, choice }: Image): Promise<Facts> {
  const { page } = choice;
  const chosen = choice.channel !== undefined || choice.colours !== undefined;
  const several = header.channels > 1 || (page === undefined && (await readPlanes(file)).channels > 1);
  if (header.kind !== 'jpeg' && (chosen || !several)) return inspectLabels(file, choice);
  await decodeImage(file, { page });
  return {};
}

async function inspectOther(file: OpenedFile, choice: LabelChoice): Promise<Facts> {
  if (file.zarr) return inspectZarr(file.zarr, { file, choice });
  switch (kindOf(file)) {
    case null:
      throw unknownFormat(file);
    case 'json':
      return {};
    case 'zip':
      return inspectArchive(file.bytes);
    case 'coco':
      return choice.part === undefined ? inspectCoco(file, choice) : inspectLabels(file, choice);
    case 'imagej-roi':
      return inspectRegion(file, choice);
    default:
      return inspectLabels(file, choice);
  }
}

async function inspectLabels(file: OpenedFile, choice: LabelChoice): Promise<Facts> {
  const format = formatOf(file);
  if (!format) throw unknownFormat(file);
  const labels = await format.readLabels(file, choice);
  const measures = measureLabels(labels);
  return imageKind(file.bytes) ? measures : { ...measures, dtype: `uint${labels.values.BYTES_PER_ELEMENT * 8}` };
}

/** A line or point is no cell, but a sound region. */
async function inspectRegion(file: OpenedFile, choice: LabelChoice): Promise<Facts> {
  try {
    return await inspectLabels(file, choice);
  } catch (error) {
    if (error instanceof FormatError && error.code === 'NOT_LABELS') return {};
    throw error;
  }
}

/** Paints every image of the file, so that nothing in it stays unchecked. */
async function inspectCoco(file: OpenedFile, choice: LabelChoice): Promise<Facts> {
  const coco = readCoco(file.json);
  if (coco.images.length === 1) return inspectLabels(file, choice);
  let cells = 0;
  for (const image of coco.images)
    cells += measureLabels(paintCells(cocoCells(coco, image), image, choice.overlap)).cells;
  return { cells };
}

/** As of images in one file: several channels are for the eye, if no label images lie beside them. */
async function inspectZarr(
  files: ZarrFiles,
  { file, choice }: { file: OpenedFile; choice: LabelChoice },
): Promise<Facts> {
  const chosen = [choice.part, choice.channel, choice.page].some((value) => value !== undefined);
  if (chosen || (await hasLabels(files))) return inspectLabels(file, choice);
  const { width, height, dtype, planes } = await readZarrHeader(files);
  if (planes.channels === 1) return { ...(await inspectLabels(file, choice)), dtype };
  await decodeImage(file);
  return { width, height, dtype };
}

/** Endings of files that hold one label image each. */
const RASTERS = FORMATS.filter(({ id }) => ['png', 'tiff', 'npy'].includes(id)).flatMap(({ extensions }) => extensions);

/**
 * Inspects every file whose ending is that of a label image; others may lie beside them.
 *
 * @throws FormatError if such a file cannot be used, or two have the same name but for the ending
 */
async function inspectArchive(bytes: Uint8Array): Promise<Facts> {
  const stems = new Set<string>();
  for await (const { name, bytes: content } of readArchive(bytes)) {
    const [, stem = '', ending = ''] = /^(.*?)\.((?:ome\.)?[^./]*)$/i.exec(name) ?? [];
    if (!RASTERS.includes(ending.toLowerCase())) continue;
    if (stems.has(stem.toLowerCase())) {
      throw new FormatError(
        'SEVERAL_IMAGES',
        `The archive holds two label images named ${stem}, so it is unclear which counts. Keep one.`,
      );
    }
    stems.add(stem.toLowerCase());
    const { error } = await inspect(content);
    // In this process, every error of `inspect` was a FormatError.
    if (error) throw new FormatError(error.code as FormatErrorCode, `"${name}" in the archive: ${error.message}`);
  }
  return {};
}
