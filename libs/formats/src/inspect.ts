import { ndArray, toLabelImage } from '@cellboard/labels';
import { isZip } from './archive/archive.ts';
import { ARCHIVE_LIMITS } from './archive/archive-limits.ts';
import { readArchive } from './archive/read-archive.ts';
import { readLabelRaster, unknownFormat } from './decode-labels.ts';
import { FormatError, type FormatErrorCode } from './format-error.ts';
import { FORMATS, formatOf } from './formats.ts';
import type { ImageHeader } from './image-header.ts';
import { imageKind } from './image-kind.ts';
import { cocoObjects, readCoco } from './json/coco.ts';
import type { LabelChoice } from './label-raster.ts';
import { measureLabels } from './measure-labels.ts';
import { describeLabels, type Likeness } from './plausibility/judge-labels.ts';
import { openFile, type FileInput, type OpenedFile } from './opened-file.ts';
import type { Platform } from './platform.ts';
import { readHeader } from './read-header.ts';
import { openImage, readPlanes } from './samples/open-image.ts';
import type { ImageReader } from './samples/image-reader.ts';
import { paintObjects } from './shapes/cell-objects.ts';
import { hasLabels } from './zarr/find-labels.ts';
import type { ZarrFiles } from './zarr/zarr-files.ts';

/** What a file is, as far as it is known. */
export interface Inspection {
  /** Whether the file is sound. Its ids can be read as a label image too, if it has a `sha1`. */
  readonly ok: boolean;
  /**
   * What it is, in words. A file with ids that looks like something else is called so, although they can be read. `sound`
   * is any other file that can be used; null for one that cannot.
   */
  readonly verdict: Likeness | 'sound' | null;
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
  /** What its owner should know: objects that were left out, and why it may be no label image. */
  readonly warnings: readonly string[];
  /** Why it cannot be used. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

const UNKNOWN: Inspection = {
  ok: false,
  verdict: null,
  kind: null,
  width: null,
  height: null,
  dtype: null,
  cells: null,
  maxId: null,
  sha1: null,
  warnings: [],
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
 * Never throws for what a file holds; run it where a deadline and a memory limit hold, since a file may ask for much.
 */
export async function inspect(input: FileInput, choice: LabelChoice, platform: Platform): Promise<Inspection> {
  let known: Inspection = UNKNOWN;
  try {
    const file = await openFile(input, platform);
    known = { ...known, kind: await kindOf(file) };
    const header = imageKind(file.head) ? await readHeader(file.source, choice.page) : undefined;
    if (header) known = { ...known, width: header.width, height: header.height, dtype: dtypeOf(header) };
    const facts = header ? await inspectImage(file, { header, choice }) : await inspectOther(file, choice);
    return { ...known, verdict: 'sound', ...facts, ok: true };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...known, error: { code: error.code, message: error.message } };
  }
}

async function kindOf(file: OpenedFile): Promise<string | null> {
  const format = await formatOf(file);
  if (format) return format.id;
  if (file.json !== undefined) return 'json';
  return isZip(file.head) ? 'zip' : null;
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
  const { page, channel, colours, plane, objects, components } = choice;
  const chosen = [channel, colours, plane, objects, components].some((value) => value !== undefined);
  const pagesMayBeChannels = header.kind === 'tiff' && page === undefined;
  const several = header.channels > 1 || (pagesMayBeChannels && (await readPlanes(file)).channels > 1);
  if (header.kind !== 'jpeg' && (chosen || !several)) return inspectLabels(file, choice);
  await decodeWholly(await openImage(file, { page }));
  return {};
}

/** Samples up to here are decoded all together, others channel by channel. */
const TOGETHER = 2 ** 26;

/** Decodes an image to its last sample, and keeps none of them. */
async function decodeWholly({ description, read }: ImageReader): Promise<void> {
  const { width, height, channels, meaning } = description;
  if (meaning.colours || width * height * channels.length <= TOGETHER) {
    await read();
    return;
  }
  for (const channel of channels.keys()) await read(channel);
}

async function inspectOther(file: OpenedFile, choice: LabelChoice): Promise<Facts> {
  if (file.zarr) return inspectZarr(file.zarr, { file, choice });
  switch (await kindOf(file)) {
    case null:
      throw unknownFormat(file);
    case 'json':
      return {};
    case 'zip':
      return inspectArchive(file);
    case 'coco':
      return choice.part === undefined ? inspectCoco(file, choice) : inspectLabels(file, choice);
    case 'imagej-roi':
      return inspectRegion(file, choice);
    default:
      return inspectLabels(file, choice);
  }
}

async function inspectLabels(file: OpenedFile, choice: LabelChoice): Promise<Facts> {
  const format = await formatOf(file);
  if (!format) throw unknownFormat(file);
  const raster = await readLabelRaster(file, choice);
  const { values, width, height, notes = [] } = raster;
  const { likeness, doubts } = describeLabels(toLabelImage(ndArray(values, [height, width])));
  const measures = { ...measureLabels(raster, file.platform), verdict: likeness, warnings: [...notes, ...doubts] };
  return imageKind(file.head) ? measures : { ...measures, dtype: `uint${values.BYTES_PER_ELEMENT * 8}` };
}

/** A line or point is not a cell, but a sound region. */
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
    cells += measureLabels(paintObjects(cocoObjects(coco, image), image, choice), file.platform).cells;
  return { cells };
}

/** As of images in one file: several channels are for the eye, if no label images lie beside them. */
async function inspectZarr(
  files: ZarrFiles,
  { file, choice }: { file: OpenedFile; choice: LabelChoice },
): Promise<Facts> {
  const chosen = [choice.part, choice.channel, choice.page, choice.plane, choice.objects].some(
    (value) => value !== undefined,
  );
  if (chosen || (await hasLabels(files))) return inspectLabels(file, choice);
  const image = await openImage(file);
  const { width, height, dtype, planes } = image.description;
  if (planes.channels === 1) return { ...(await inspectLabels(file, choice)), dtype };
  await decodeWholly(image);
  return { width, height, dtype };
}

/** Endings of files that hold one label image each. */
const RASTERS = FORMATS.filter(({ id }) => ['png', 'tiff', 'npy'].includes(id)).flatMap(({ extensions }) => extensions);

/**
 * Inspects every file whose ending is that of a label image; others may lie beside them.
 *
 * @throws FormatError if such a file cannot be used, or two have the same name but for the ending
 */
async function inspectArchive({ source, platform }: OpenedFile): Promise<Facts> {
  const stems = new Set<string>();
  for await (const { name, bytes } of readArchive(source, ARCHIVE_LIMITS, platform)) {
    const [, stem = '', ending = ''] = /^(.*?)\.((?:ome\.)?[^./]*)$/i.exec(name) ?? [];
    if (!RASTERS.includes(ending.toLowerCase())) continue;
    if (stems.has(stem.toLowerCase())) {
      throw new FormatError(
        'SEVERAL_IMAGES',
        `The archive holds two label images named ${stem}, so it is unclear which counts. Keep one.`,
      );
    }
    stems.add(stem.toLowerCase());
    const { error } = await inspect(bytes, {}, platform);
    // In this process, every error of `inspect` was a FormatError.
    if (error) throw new FormatError(error.code as FormatErrorCode, `"${name}" in the archive: ${error.message}`);
  }
  return {};
}
