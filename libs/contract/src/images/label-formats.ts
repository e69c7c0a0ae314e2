import * as z from 'zod';

/** Formats in which label images can be downloaded, for other programs. */
export const LabelFormat = z.enum(
  ['tiff', 'png', 'npy', 'npz', 'imagej-roi', 'geojson', 'coco', 'cellpose-outlines'],
  'Use one of tiff, png, npy, npz, imagej-roi, geojson, coco and cellpose-outlines.',
);
export type LabelFormat = z.infer<typeof LabelFormat>;

/** What a page says of a format, and how its file ends. */
export const labelFormats: Readonly<
  Record<LabelFormat, { readonly name: string; readonly ending: string; readonly mediaType: string }>
> = {
  tiff: { name: 'TIFF, 16 or 32 bits', ending: '.tif', mediaType: 'image/tiff' },
  png: { name: 'PNG, 16 bits', ending: '.png', mediaType: 'image/png' },
  npy: { name: 'NumPy .npy', ending: '.npy', mediaType: 'application/octet-stream' },
  npz: { name: 'NumPy .npz', ending: '.npz', mediaType: 'application/zip' },
  'imagej-roi': { name: 'ImageJ ROI set', ending: '.roi.zip', mediaType: 'application/zip' },
  geojson: { name: 'GeoJSON for QuPath', ending: '.geojson', mediaType: 'application/geo+json' },
  coco: { name: 'COCO JSON', ending: '.coco.json', mediaType: 'application/json' },
  'cellpose-outlines': { name: 'Cellpose outlines', ending: '_cp_outlines.txt', mediaType: 'text/plain' },
};
