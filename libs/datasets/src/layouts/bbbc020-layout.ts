import { join } from 'node:path';
import { FormatError, type ImageSize, type OverlapRule } from '@cellboard/formats';
import { DatasetError } from '../entries/dataset-error.ts';
import {
  defect,
  note,
  tagsFor,
  type LayoutEntry,
  type LayoutSource,
  type TruthFiles,
} from '../entries/layout-entry.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { walkFolder } from '../files/walk-folder.ts';
import { groupBy } from '../group-by.ts';
import { firstChannel } from '../images/channel-truth.ts';
import { greyOf, stackGrey } from '../images/grey-image.ts';
import { markMargin } from '../images/margin.ts';
import { readImage } from '../images/read-image.ts';
import { maskCell, paintTruth, type Truth } from '../images/truth.ts';

/** A cell is about 150 pixels wide; those that touch the border are not outlined. */
const MARGIN = 150;

/** Number of the channel in the names of files, and folder of the masks: "BBC", not "BBBC", as in the archives. */
const channels = {
  nucleus: { channel: 'c5', masks: /(?:^|\/)BBB?C020_v1_outlines_nuclei\/([^/]+)_c5_(\d+)\.tiff?$/i },
  cell: { channel: 'c1', masks: /(?:^|\/)BBB?C020_v1_outlines_cells\/([^/]+)_c1_(\d+)\.tiff?$/i },
};

const image = /(?:^|\/)([^/]+)\/\1_(c[15])\.tiff?$/i;

interface Found {
  /** Of a field, in order. */
  readonly images: ReadonlyMap<string, string>;
  /** Of a field, in the order of their numbers. */
  readonly masks: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads BBBC020 (macrophages from bone marrow of mice): for each field a folder with a picture of each channel, and for each
 * object a mask in one folder for all, named by the field and a number. The pictures were coloured by a table; they are
 * written as the grey they were. Objects at the border are not outlined, so a margin is not scored.
 *
 * @throws DatasetError if there are no such pictures or no masks of the object that was asked for
 */
async function* readBbbc020(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const { images, masks } = await findFields(source);
  const { outlined = 'nucleus' } = source;
  const without = [...images.keys()].filter((field) => !masks.has(field));
  if (without.length > 0)
    yield note(
      'BBBC020',
      `${without.length} of ${images.size} fields have no masks and are left out: ${without.join(', ')}.`,
    );
  for (const [field, files] of masks) {
    const path = images.get(field);
    if (path === undefined) {
      yield defect(field, `${files[0] ?? ''} has no picture. Add it, or remove the masks of ${field}.`);
      continue;
    }
    const imagePath = join(source.root, path);
    yield* readImage({
      name: field,
      imagePath,
      image: async () => ({ write: stackGrey([await greyOf(imagePath)]) }),
      tags: tagsFor(
        {
          cellType: 'macrophage',
          modality: 'fluorescence',
          stain: outlined === 'nucleus' ? 'DAPI' : 'CD11b',
          cluster: { kind: 'field', key: treatmentOf(field) },
        },
        source,
      ),
      truth: (size) => joinedMasks(files.map((file) => join(source.root, file)), size, source.overlap ?? 'smaller'), // prettier-ignore
    });
  }
}

/** "jw-1h 1" is an image of "jw-1h". */
function treatmentOf(field: string): string {
  return field.replace(/\s*\d+$/, '') || field;
}

async function joinedMasks(paths: readonly string[], size: ImageSize, rule: OverlapRule): Promise<Truth> {
  const cells = [];
  for (const path of paths) {
    const { values, width, height } = await firstChannel(path);
    if (width !== size.width || height !== size.height)
      throw new FormatError(
        'CORRUPT',
        `The mask ${path} is ${width}×${height} pixels, but the image is ${size.width}×${size.height}. Replace it.`,
      );
    const highest = values.reduce((most, value) => Math.max(most, value), 0);
    if (highest === 0)
      throw new FormatError('CORRUPT', `The mask ${path} is empty, but each holds one cell. Remove it.`);
    // Smoothing leaves faint pixels around an object.
    const mask = values.map((value) => (value * 2 > highest ? 1 : 0));
    cells.push(maskCell(mask, size, cells.length + 1));
  }
  const ignored = markMargin(new Uint8Array(size.width * size.height), size, MARGIN);
  return { ...paintTruth(cells, size, rule), ignored };
}

async function findFields({ root, outlined = 'nucleus', part }: LayoutSource): Promise<Found> {
  if (part !== undefined)
    throw new DatasetError('LAYOUT_NOT_FOUND', `BBBC020 has no parts, so there is no part "${part}". Leave it out.`);
  const { channel, masks } = channels[outlined];
  const files = await walkFolder(root);
  const images = picturesIn(files, channel);
  const numberIn = (path: string) => Number(masks.exec(path)?.[2]);
  const found = groupBy(
    files.filter((path) => masks.test(path)).sort((a, b) => numberIn(a) - numberIn(b)),
    (path) => masks.exec(path)?.[1] ?? '',
  );
  if (images.size > 0 && found.size > 0) return { images, masks: new Map([...found].sort()) };
  const folder = outlined === 'cell' ? 'BBC020_v1_outlines_cells' : 'BBC020_v1_outlines_nuclei';
  const missing = images.size === 0 ? `pictures such as "jw-1h 1/jw-1h 1_` : `masks such as "${folder}/jw-1h 1_`;
  throw new DatasetError(
    'LAYOUT_NOT_FOUND',
    `${root} holds no ${missing}${channel}…". Unpack the archives of BBBC020 there.`,
  );
}

/** The picture of each field. */
function picturesIn(files: readonly string[], channel: string): Map<string, string> {
  const images = new Map<string, string>();
  for (const path of files) {
    const [, field, is] = image.exec(path) ?? [];
    if (field === undefined || is?.toLowerCase() !== channel) continue;
    const first = images.get(field);
    if (first !== undefined)
      throw new DatasetError('LAYOUT_NOT_FOUND', `${first} and ${path} are one field. Keep one of them.`);
    images.set(field, path);
  }
  return images;
}

async function bbbc020Truth(source: LayoutSource): Promise<TruthFiles> {
  const { masks } = await findFields(source);
  return { annotations: [], labels: [...masks.values()].flat() };
}

/** The layout of BBBC020; see {@link readBbbc020}. */
export const bbbc020Layout: PublishedLayout = {
  name: 'BBBC020',
  description:
    'A folder of pictures for each field, and BBC020_v1_outlines_nuclei or …_cells with a mask for each object.',
  outlines: ['nucleus', 'cell'],
  parts: null,
  read: readBbbc020,
  truthFiles: bbbc020Truth,
};
