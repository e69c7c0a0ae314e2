import { choosePlane, namesPlane, type ArrayPlane } from '../array-plane.ts';
import type { Platform } from '../platform.ts';
import { findImage, type ZarrImage } from '../zarr/ome-zarr.ts';
import type { ZarrFiles } from '../zarr/zarr-files.ts';
import { UNNAMED } from './channels.ts';
import { joinChannels } from './image-numbers.ts';
import { checkIndex, type ImageChoice, type ImagePlanes } from './image-planes.ts';
import type { ImageReader } from './image-reader.ts';

/** Opens the image of a Zarr hierarchy, see `openImage`. */
export async function openZarrImage(files: ZarrFiles, choice: ImageChoice, platform: Platform): Promise<ImageReader> {
  const image = await findImage(files, '');
  const { layout } = image;
  const { axes, planes } = planesOf(image);
  const page = choice.page ?? pageOf(axes, planes, choice);
  checkIndex(page, planes.z * planes.t, 'planes');
  const planeAt = (channel: number): ArrayPlane => choosePlane({ shape: layout.shape, axes }, { channel, page });
  const { width, height } = planeAt(0);
  const channels = Array.from({ length: planes.channels }, (_, i) => image.channels[i] ?? UNNAMED);
  const meaning = { colours: false, bitDepth: bitsOf(layout.type), whiteIsZero: false, exact: true };
  return {
    description: {
      kind: files.format === 'N5' ? 'n5' : 'ome-zarr',
      width,
      height,
      dtype: layout.type,
      planes,
      channels,
      meaning,
    },
    read: async (channel) => {
      const chosen = channel === undefined ? [...channels.keys()] : [checkIndex(channel, channels.length, 'channels')];
      const { readZarrPlane } = await import('../zarr/zarr-array.ts'); // with zarrita, which few files need
      const decode = chosen.map((c) => () => readZarrPlane(files, { layout, plane: planeAt(c) }, platform));
      const samples = await joinChannels(decode, { width, height });
      return { ...meaning, samples, channels: chosen.map((c) => channels[c] ?? UNNAMED) };
    },
  };
}

function bitsOf(type: string): number {
  return Number(/\d+$/.exec(type)?.[0] ?? 0);
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
