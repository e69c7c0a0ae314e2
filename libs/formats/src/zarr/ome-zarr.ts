import type { Colour } from '@cellboard/labels';
import { FormatError } from '../format-error.ts';
import type { ImageChannel } from '../samples/image-planes.ts';
import type { ZarrFiles } from './zarr-files.ts';
import { arrayLayout, type ZarrLayout } from './zarr-metadata.ts';
import { joinPath, member, readNode, type ZarrNode } from './zarr-node.ts';

/** An image or label image of a Zarr hierarchy at its full resolution. */
export interface ZarrImage {
  readonly layout: ZarrLayout;
  /** Names of the axes, as far as the file states them. */
  readonly axes: readonly string[] | undefined;
  /** What the file says of its channels, as far as it says anything. */
  readonly channels: readonly ImageChannel[];
}

/** OME-Zarr before 0.3 had always these. */
const OLD_AXES = ['t', 'c', 'z', 'y', 'x'];

/**
 * Finds the image of a Zarr hierarchy: the only one of a `multiscales` group (OME-Zarr 0.1 to 0.5), that of the only
 * series of a bioformats2raw folder, or a bare array.
 *
 * @param path of the group or array; empty for the top
 * @throws FormatError SEVERAL_IMAGES for several series or several entries of `multiscales`, NOT_LABELS if there is no image; CORRUPT, UNSUPPORTED or
 *   UNSAFE for its metadata
 */
export async function findImage(files: ZarrFiles, path: string): Promise<ZarrImage> {
  const node = await readNode(files, path);
  if (!node) throw noImage(files, path);
  if (node.array !== undefined) {
    const layout = arrayLayout(node);
    return { layout, axes: layout.axes, channels: [] };
  }
  const pyramids = listOf(member(node.attributes, 'multiscales'));
  if (pyramids.length > 1) throw severalPyramids(files, node, pyramids);
  if (pyramids.length === 1) return multiscale(files, node, pyramids[0]);
  if (isSeries(node)) return findImage(files, await onlySeries(files, path));
  throw noImage(files, path);
}

/** Whether a node is the top of a bioformats2raw folder. */
export function isSeries({ attributes }: ZarrNode): boolean {
  return member(attributes, 'bioformats2raw.layout') !== undefined;
}

async function onlySeries(files: ZarrFiles, path: string): Promise<string> {
  if (!(await readNode(files, joinPath(path, '1')))) return joinPath(path, '0');
  throw new FormatError('SEVERAL_IMAGES', 'The Zarr folder holds several images. Choose one of them, such as 0.');
}

/** Names of images that a message lists, and how much of each. */
const LISTED = 20;
const LISTED_LENGTH = 60;

/** Two images of one group: the file does not say which is meant, but each has an array of its own. */
function severalPyramids({ format }: ZarrFiles, { path }: ZarrNode, pyramids: readonly unknown[]): FormatError {
  const list = pyramids.slice(0, LISTED).map((pyramid, i) => {
    const array = member(listOf(member(pyramid, 'datasets'))[0], 'path');
    const name = member(pyramid, 'name');
    const title = typeof name === 'string' && name !== '' ? name : `number ${i + 1}`;
    return `${title.slice(0, LISTED_LENGTH)} (array ${joinPath(path, textOf(array)).slice(0, LISTED_LENGTH)})`;
  });
  const more = pyramids.length > LISTED ? ` and ${pyramids.length - LISTED} more` : '';
  return new FormatError(
    'SEVERAL_IMAGES',
    `The ${format} group /${path} holds ${pyramids.length} images under "multiscales": ${list.join(', ')}${more}. For a label image, choose one by its array with --array; for an image, keep only one of them in the group.`,
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function multiscale(files: ZarrFiles, { path, attributes }: ZarrNode, first: unknown): Promise<ZarrImage> {
  const name = member(listOf(member(first, 'datasets'))[0], 'path');
  const node = typeof name === 'string' ? await readNode(files, joinPath(path, name)) : undefined;
  if (node?.array === undefined) {
    throw new FormatError(
      'CORRUPT',
      `The ${files.format} image at /${path} names no array for its full size. Write it again.`,
    );
  }
  const layout = arrayLayout(node);
  const axes = axesOf(member(first, 'axes')) ?? layout.axes ?? (layout.shape.length === 5 ? OLD_AXES : undefined);
  if (axes && axes.length !== layout.shape.length) {
    throw new FormatError(
      'CORRUPT',
      `The Zarr image at /${path} names the axes ${axes.join(', ').slice(0, 100)} for a shape (${layout.shape.join(', ')}). Write it again.`,
    );
  }
  const channels = listOf(member(member(attributes, 'omero'), 'channels'));
  return { layout, axes, channels: channels.map(channelOf) };
}

/** Longest name of a channel that is kept. */
const MAX_NAME = 200;

function channelOf(channel: unknown): ImageChannel {
  const label = member(channel, 'label');
  const name = typeof label === 'string' && label !== '' ? label.slice(0, MAX_NAME) : undefined;
  return { name, colour: parseColour(member(channel, 'color')) };
}

/** Names of axes; whatever channels are called, they are `c`. */
function axesOf(axes: unknown): string[] | undefined {
  if (!Array.isArray(axes) || axes.length === 0) return undefined;
  return axes.map((axis: unknown) => {
    if (member(axis, 'type') === 'channel') return 'c';
    return String(typeof axis === 'string' ? axis : member(axis, 'name')).slice(0, 20);
  });
}

function parseColour(colour: unknown): Colour | undefined {
  const [, red = '', green = '', blue = ''] =
    /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(typeof colour === 'string' ? colour : '') ?? [];
  const rgb = [red, green, blue].map((part) => parseInt(part, 16)) as [number, number, number];
  const sum = rgb[0] + rgb[1] + rgb[2];
  return sum > 0 && sum < 3 * 255 ? rgb : undefined;
}

/** A list in metadata; empty for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function noImage({ format }: ZarrFiles, path: string): FormatError {
  return new FormatError(
    'NOT_LABELS',
    `The ${format} folder holds no image at /${path}. Choose a part of it, such as labels/cells or A/1/0, or write OME-Zarr.`,
  );
}
