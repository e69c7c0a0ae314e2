import { readWhole } from './bytes/byte-source.ts';
import { FormatError } from './format-error.ts';
import type { Format } from './format.ts';
import { imageKind } from './image-kind.ts';
import { maskFolderLabels } from './mask-folder.ts';
import { readPngLabels } from './png/png-labels.ts';
import { readBmp } from './raster/bmp.ts';
import { readGifPlane } from './raster/gif.ts';
import { rasterLabels } from './raster/raster-labels.ts';
import { readTiffLabels } from './tiff/tiff-labels.ts';

/** Formats of pictures, whose pixels are the ids. */
export const PICTURES: readonly Format[] = [
  {
    id: 'png',
    title: 'PNG, 1 to 16 bits',
    extensions: ['png'],
    matches: ({ head }) => imageKind(head) === 'png',
    readLabels: async ({ source, platform }, choice) => readPngLabels(await readWhole(source, 'PNG'), choice, platform),
  },
  {
    id: 'tiff',
    title: 'TIFF, BigTIFF and OME-TIFF',
    extensions: ['tif', 'tiff', 'ome.tif', 'ome.tiff'],
    matches: ({ head }) => imageKind(head) === 'tiff',
    readLabels: ({ source, platform }, choice) => readTiffLabels(source, choice, platform),
  },
  {
    id: 'jpeg',
    title: 'JPEG (images only)',
    extensions: ['jpg', 'jpeg'],
    matches: ({ head }) => imageKind(head) === 'jpeg',
    readLabels: () => {
      throw new FormatError(
        'NOT_LABELS',
        'The file is a JPEG, which changes the ids of cells. Save the label image as PNG or TIFF.',
      );
    },
  },
  {
    id: 'bmp',
    title: 'BMP',
    extensions: ['bmp'],
    matches: ({ head }) => imageKind(head) === 'bmp',
    readLabels: async ({ source }, choice) => rasterLabels(readBmp(await readWhole(source, 'BMP')), choice),
  },
  {
    id: 'gif',
    title: 'GIF',
    extensions: ['gif'],
    matches: ({ head }) => imageKind(head) === 'gif',
    readLabels: async ({ source }, choice) =>
      rasterLabels(readGifPlane(await readWhole(source, 'GIF'), choice.plane), { ...choice, plane: undefined }),
  },
  {
    id: 'webp',
    title: 'WebP (images only)',
    extensions: ['webp'],
    matches: ({ head }) => imageKind(head) === 'webp',
    readLabels: () => {
      throw new FormatError(
        'NOT_LABELS',
        'The file is a WebP, which keeps colours, not ids. Save the label image as PNG or TIFF.',
      );
    },
  },
  {
    id: 'mask-folder',
    title: 'Folder with one mask for each cell',
    extensions: [],
    matches: ({ masks }) => masks !== undefined,
    readLabels: ({ masks = [], platform }, choice) => maskFolderLabels(masks, choice, platform),
  },
];
