import { readWhole } from './bytes/byte-source.ts';
import { isOutlines, outlineShapes, readOutlines } from './cellpose-outlines.ts';
import { FormatError } from './format-error.ts';
import { isHdf5 } from './hdf5/hdf5-signature.ts';
import { imageKind } from './image-kind.ts';
import { isRoi, readRoi } from './imagej/roi.ts';
import { isRoiSet, roiCell, roiSetCells } from './imagej/roi-set.ts';
import { cocoLabels, geoJsonLabels, hoverNetLabels } from './json/json-labels.ts';
import { isCoco } from './json/coco.ts';
import { isGeoJson } from './json/geojson.ts';
import { isHoverNet } from './json/hovernet.ts';
import type { LabelChoice, LabelRaster } from './label-raster.ts';
import { isMat, readMat } from './matlab/mat.ts';
import { namedLabels } from './numpy/choose-numpy.ts';
import { isNpy, readNpy } from './numpy/npy.ts';
import { isNpz, readNpz } from './numpy/npz.ts';
import { numpyLabels } from './numpy/numpy-labels.ts';
import type { OpenedFile } from './opened-file.ts';
import { readPngLabels } from './png/png-labels.ts';
import { extentOf, paintCells } from './shapes/paint-cells.ts';
import { readTiffLabels } from './tiff/tiff-labels.ts';
import { readZarrLabels } from './zarr/zarr-labels.ts';

/** A file format that label images come in. */
export interface Format {
  /** Short name that never changes. */
  readonly id: string;
  /** Name for people. */
  readonly title: string;
  /** Usual endings of file names; never used to tell a format. */
  readonly extensions: readonly string[];
  /** Tells the format by content. */
  readonly matches: (file: OpenedFile) => boolean | Promise<boolean>;
  /** Reads a label image; throws a {@link FormatError} if there is none. */
  readonly readLabels: (file: OpenedFile, choice: LabelChoice) => LabelRaster | Promise<LabelRaster>;
}

/** Every format, one row each; the first that matches is taken. */
export const FORMATS: readonly Format[] = [
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
    id: 'npy',
    title: 'NumPy array, and the masks of a Cellpose _seg.npy',
    extensions: ['npy'],
    matches: ({ head }) => isNpy(head),
    readLabels: async ({ source }, choice) => numpyLabels(readNpy(await readWhole(source, 'NumPy')), choice),
  },
  {
    id: 'npz',
    title: 'NumPy archive',
    extensions: ['npz'],
    matches: isNpz,
    readLabels: (file, choice) => namedLabels(readNpz(file), choice),
  },
  {
    id: 'ome-zarr',
    title: 'OME-Zarr, as a folder or a zip archive of one',
    extensions: ['zarr', 'ome.zarr', 'zarr.zip', 'ome.zarr.zip', 'ozx'],
    matches: ({ zarr }) => zarr !== undefined,
    readLabels: ({ zarr, platform }, choice) => readZarrLabels(zarr!, choice, platform),
  },
  {
    id: 'hdf5',
    title: 'HDF5 of ilastik and MATLAB 7.3',
    extensions: ['h5', 'hdf5', 'mat'],
    matches: ({ source }) => isHdf5(source),
    readLabels: async ({ source, platform }, choice) =>
      platform.readHdf5Labels(await readWhole(source, 'HDF5'), choice),
  },
  {
    id: 'mat',
    title: 'MATLAB 5 arrays, as HoVer-Net writes them',
    extensions: ['mat'],
    matches: ({ head }) => isMat(head),
    readLabels: async ({ source, platform }, choice) =>
      namedLabels(await readMat(await readWhole(source, 'MATLAB'), platform), choice),
  },
  {
    id: 'imagej-roi',
    title: 'ImageJ region',
    extensions: ['roi'],
    matches: ({ head }) => isRoi(head),
    readLabels: async ({ source }, choice) => roiCell(readRoi(await readWhole(source, 'ImageJ region')), choice),
  },
  {
    id: 'imagej-roi-set',
    title: 'ImageJ region set',
    extensions: ['zip'],
    matches: isRoiSet,
    readLabels: roiSetCells,
  },
  {
    id: 'coco',
    title: 'COCO annotations or results, polygons or run lengths',
    extensions: ['json'],
    matches: ({ json }) => isCoco(json),
    readLabels: ({ json }, choice) => cocoLabels(json, choice),
  },
  {
    id: 'geojson',
    title: 'GeoJSON, as QuPath and InstanSeg write it',
    extensions: ['geojson', 'json'],
    matches: ({ json }) => isGeoJson(json),
    readLabels: ({ json }, choice) => geoJsonLabels(json, choice),
  },
  {
    id: 'hovernet-json',
    title: 'HoVer-Net JSON',
    extensions: ['json'],
    matches: ({ json }) => isHoverNet(json),
    readLabels: ({ json }, choice) => hoverNetLabels(json, choice),
  },
  {
    id: 'cellpose-outlines',
    title: 'Cellpose outlines',
    extensions: ['txt'],
    matches: ({ head }) => isOutlines(head),
    readLabels: async ({ source }, choice) => {
      const outlines = readOutlines(await readWhole(source, 'outlines'));
      // The last pixel of an outline is a whole pixel, from its number to the next.
      const size = choice.size ?? extentOf(outlines.map(({ ring }) => ring.map((value) => value + 1)));
      return paintCells(outlineShapes(outlines), size, choice.overlap);
    },
  },
];

/** The format of an opened file; undefined if it is none of ours. */
export async function formatOf(file: OpenedFile): Promise<Format | undefined> {
  for (const format of FORMATS) if (await format.matches(file)) return format;
  return undefined;
}
