import { FormatError } from './format-error.ts';
import type { Format } from './format.ts';
import type { LabelChoice } from './label-raster.ts';

/** Formats whose files may hold several arrays or images with names. */
const NAMED = new Set('npz ome-zarr n5 hdf5 mat mat4 coco labelme via label-studio cvat imagescope yolo run-lengths'.split(' ')); // prettier-ignore
/** Formats whose objects may have classes. */
const CLASSED = new Set('coco geojson labelme via label-studio hovernet-json cvat imagescope yolo'.split(' '));
/** Formats whose files may hold planes: pages, slices, frames, channels. */
const STACKED = new Set('png tiff bmp gif npy npz ome-zarr n5 hdf5 mat mat4 nifti nrrd metaimage geojson imagej-roi-set'.split(' ')); // prettier-ignore
/** Formats that are never label images: they say so themselves. */
const PICTURES = new Set(['jpeg', 'webp']);

const CHOICES = [
  { of: 'part', option: '--array', formats: NAMED, what: 'arrays or images with names' },
  { of: 'class', option: '--class', formats: CLASSED, what: 'classes of objects' },
  { of: 'plane', option: '--plane', formats: STACKED, what: 'planes' },
] as const;

/**
 * Refuses a choice that means nothing in files of a format: else the same cells would come out whatever was chosen, and
 * a choice that was meant for another file would go unnoticed.
 *
 * @throws FormatError UNSUPPORTED that names the option and the format
 */
export function refuseIdleChoice({ id, title }: Pick<Format, 'id' | 'title'>, choice: LabelChoice): void {
  if (PICTURES.has(id)) return;
  const idle = CHOICES.find(({ of, formats }) => choice[of] !== undefined && !formats.has(id));
  if (!idle) return;
  throw new FormatError(
    'UNSUPPORTED',
    `The option ${idle.option} is given (${String(choice[idle.of]).slice(0, 60)}), but the file is ${title}, which has no ${idle.what} to choose from. Leave ${idle.option} out, or check that this is the file you mean.`,
  );
}
