import { choosePlane, namesPlane, type ArrayPlane } from '../array-plane.ts';
import { findImage, type ZarrImage } from '../zarr/ome-zarr.ts';
import { readZarrPlane } from '../zarr/zarr-array.ts';
import type { ZarrFiles } from '../zarr/zarr-files.ts';
import { showChannels, type ShownChannel } from './composite.ts';
import type { DisplayImage } from './display-image.ts';
import { checkIndex, type ImageChoice, type ImagePlanes } from './image-planes.ts';

/** What is known of the image of a Zarr hierarchy before any chunk is read. */
export interface ZarrHeader {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Type of a sample, such as `uint16`. */
  readonly dtype: string;
  readonly planes: ImagePlanes;
}

/** Reads the metadata of the image of a Zarr hierarchy. */
export async function readZarrHeader(files: ZarrFiles): Promise<ZarrHeader> {
  const image = await findImage(files, '');
  const { axes, planes } = planesOf(image);
  const { width, height } = planeOf(image, axes, { c: 0, page: 0 });
  return { width, height, dtype: image.layout.type, planes };
}

/** Shows the image of a Zarr hierarchy, see `decodeImage`. */
export async function showZarr(files: ZarrFiles, choice: ImageChoice): Promise<DisplayImage> {
  const image = await findImage(files, '');
  const { axes, planes } = planesOf(image);
  const page = choice.page ?? pageOf(axes, planes, choice);
  checkIndex(page, planes.z * planes.t, 'planes');
  const plane = planeOf(image, axes, { c: 0, page });
  const channels = Array.from({ length: planes.channels }, (_, c): ShownChannel => {
    const samples = () => readZarrPlane(files, image.layout, planeOf(image, axes, { c, page }));
    return { samples, colour: image.colours[c] };
  });
  const { channel } = choice;
  const shown = channel === undefined ? channels : [channels[checkIndex(channel, channels.length, 'channels')]!];
  return showChannels(shown, plane);
}

/** Axes without names are those of a stack: all but the last two are planes. */
function planesOf({ layout: { shape }, axes }: ZarrImage): { axes: readonly string[]; planes: ImagePlanes } {
  const names = namesPlane(axes) ? axes : shape.map((_, axis) => ['x', 'y'][shape.length - 1 - axis] ?? 'z');
  const along = (wanted: (name: string) => boolean) =>
    shape.reduce((product, length, axis) => (wanted(names[axis]!) ? product * length : product), 1);
  const channels = along((name) => name === 'c');
  const t = along((name) => name === 't');
  return { axes: names, planes: { channels, t, z: along((name) => !['x', 'y', 'c', 't'].includes(name)) } };
}

/** The number of a plane in the order of the axes. */
function pageOf(axes: readonly string[], planes: ImagePlanes, { z = 0, t = 0 }: ImageChoice): number {
  checkIndex(z, planes.z, 'focal planes');
  checkIndex(t, planes.t, 'times');
  const timesFirst = axes.indexOf('t') < axes.findIndex((name) => !['x', 'y', 'c', 't'].includes(name));
  return timesFirst ? t * planes.z + z : z * planes.t + t;
}

function planeOf(
  { layout: { shape } }: ZarrImage,
  axes: readonly string[],
  { c, page }: { readonly c: number; readonly page: number },
): ArrayPlane {
  return choosePlane({ shape, axes }, { channel: c, page });
}
