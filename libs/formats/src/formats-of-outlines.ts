import { readWhole } from './bytes/byte-source.ts';
import { isOutlines, outlineShapes, readOutlines } from './cellpose-outlines.ts';
import type { FileImage, Format } from './format.ts';
import { isRoi, readRoi } from './imagej/roi.ts';
import { isRoiSet, roiCell, roiSetCells } from './imagej/roi-set.ts';
import { isCoco, readCoco } from './json/coco.ts';
import { isGeoJson } from './json/geojson.ts';
import { isHoverNet } from './json/hovernet.ts';
import { cocoLabels, geoJsonLabels, hoverNetLabels } from './json/json-labels.ts';
import type { JsonObject } from './json/parse-json.ts';
import { isLabelme, isLabelStudio, isVia, readLabelme, readLabelStudio, readVia } from './outlines/json-outlines.ts';
import { outlinedLabels, type OutlinedImage } from './outlines/outline-file.ts';
import { isRunLengths, readRunLengths, runLengthLabels } from './outlines/run-lengths.ts';
import { isCvat, isImageScope, readCvat, readImageScope } from './outlines/xml-outlines.ts';
import { isYolo, readYolo } from './outlines/yolo-outlines.ts';
import { extentOf, paintOutlines } from './shapes/paint-cells.ts';

/** Formats of outlines and run lengths, from which cells are painted. */
export const OUTLINES: readonly Format[] = [
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
    title: 'COCO annotations or results, and the masks of Segment Anything',
    extensions: ['json'],
    matches: ({ json }) => isCoco(json),
    readLabels: ({ json }, choice) => cocoLabels(json, choice),
    images: ({ json }) =>
      readCoco(json).images.map(({ id, fileName }) => ({ name: fileName, choice: { part: String(id) } })),
  },
  {
    id: 'geojson',
    title: 'GeoJSON, as QuPath, InstanSeg and CellViT write it',
    extensions: ['geojson', 'json'],
    matches: ({ json }) => isGeoJson(json),
    readLabels: ({ json }, choice) => geoJsonLabels(json, choice),
  },
  outlines(
    { id: 'labelme', title: 'labelme', ending: 'json' },
    ({ json }) => isLabelme(json),
    ({ json }) => readLabelme(json as JsonObject),
  ),
  outlines(
    { id: 'via', title: 'VGG Image Annotator', ending: 'json' },
    ({ json }) => isVia(json),
    ({ json }) => readVia(json as JsonObject),
  ),
  outlines(
    { id: 'label-studio', title: 'Label Studio', ending: 'json' },
    ({ json }) => isLabelStudio(json),
    ({ json }) => readLabelStudio(json as readonly JsonObject[]),
  ),
  {
    id: 'hovernet-json',
    title: 'HoVer-Net and CellViT JSON',
    extensions: ['json'],
    matches: ({ json }) => isHoverNet(json),
    readLabels: ({ json }, choice) => hoverNetLabels(json, choice),
  },
  outlines(
    { id: 'cvat', title: 'CVAT for images', ending: 'xml' },
    ({ head }) => isCvat(head),
    async ({ source }) => readCvat(await readWhole(source, 'CVAT')),
  ),
  outlines(
    { id: 'imagescope', title: 'Aperio ImageScope', ending: 'xml' },
    ({ head }) => isImageScope(head),
    async ({ source }) => readImageScope(await readWhole(source, 'ImageScope')),
  ),
  {
    id: 'cellpose-outlines',
    title: 'Cellpose outlines',
    extensions: ['txt'],
    matches: ({ head }) => isOutlines(head),
    readLabels: async ({ source }, choice) => {
      const outlines = readOutlines(await readWhole(source, 'outlines'));
      // The last pixel of an outline is a whole pixel, from its number to the next.
      const size = choice.size ?? extentOf(outlines.map(({ ring }) => ring.map((value) => value + 1)));
      return paintOutlines(outlineShapes(outlines), size, choice.overlap);
    },
  },
  outlines(
    { id: 'yolo', title: 'YOLO segmentation', ending: 'txt' },
    ({ head }) => isYolo(head),
    async ({ source }) => readYolo(await readWhole(source, 'YOLO')),
  ),
  {
    id: 'run-lengths',
    title: 'Run lengths in CSV, as competitions of Kaggle keep them',
    extensions: ['csv'],
    matches: ({ head }) => isRunLengths(head),
    readLabels: async ({ source }, choice) => runLengthLabels(readRunLengths(await readWhole(source, 'CSV')), choice),
    images: async ({ source }) => named(readRunLengths(await readWhole(source, 'CSV'))),
  },
];

interface Words {
  readonly id: string;
  readonly title: string;
  readonly ending: string;
}

/** A format of an annotation tool, which may hold the outlines of many images. */
function outlines(
  { id, title, ending }: Words,
  matches: Format['matches'],
  read: (file: Parameters<Format['matches']>[0]) => readonly OutlinedImage[] | Promise<readonly OutlinedImage[]>,
): Format {
  return {
    id,
    title: `Outlines of ${title}`,
    extensions: [ending],
    matches,
    readLabels: async (file, choice) => outlinedLabels(await read(file), choice),
    images: async (file) => named(await read(file)),
  };
}

function named(images: readonly { readonly name: string | undefined }[]): FileImage[] {
  return images.map(({ name }) => ({ name, choice: name === undefined ? {} : { part: name } }));
}
