import { doubtAsTruth, sharedIdAdvice, type ImageSize } from '@cellboard/formats';
import { cellShapes, sizeOf, type CellShapes, type LabelImage } from '@cellboard/labels';
import { backgroundPiece } from './background-piece.ts';

/** Images of fewer pixels are too small to judge. */
const FEWEST_PIXELS = 400;

/** Parts of an image that an id has to cover to be the background, or the frame of the others. */
const [MOST, NEARLY_MOST, NEARLY_ALL] = [0.5, 0.8, 0.95];

/**
 * Why ids cannot be a truth, although each can be a cell: they are a binary mask, a map of classes, or one of them is
 * the background.
 *
 * @returns undefined where nothing speaks against it
 */
export function faultOfIds(labels: LabelImage): string | undefined {
  return doubtAsTruth(labels)?.replace(sharedIdAdvice.option, sharedIdAdvice.plain) ?? backgroundAsCell(labels);
}

/**
 * Which id of a truth is the background, such as that of a mask with black and white swapped, or the frame of a region
 * among outlines: it covers most of the image and reaches all its sides, or it is a piece of a background that the cells cut up.
 *
 * @param drawn how many cells were outlined, each on its own; left out where ids were read
 * @returns undefined where none is
 */
export function backgroundAsCell(labels: LabelImage, drawn?: number): string | undefined {
  const [height, width] = sizeOf(labels);
  const pixels = width * height;
  if (labels.cellCount === 0 || pixels < FEWEST_PIXELS) return undefined;
  const shapes = cellShapes(labels);
  const largest = shapes.area.reduce((most, area, cell) => (area > (shapes.area[most] ?? 0) ? cell : most), 0);
  const share = (shapes.area[largest] ?? 0) / pixels;
  const most = reachesAllSides(shapes, largest, { width, height }) ? MOST : NEARLY_MOST;
  // Who outlines a single cell may do so in an image that it fills.
  if (share <= (drawn === 1 ? NEARLY_ALL : most)) return backgroundPiece(labels, shapes, largest);
  return (
    `One cell covers ${Math.round(share * 1000) / 10}% of the image, so it is probably the background or a frame around the others. ` +
    'Check that the background is 0, and that no outline is drawn around the whole region.'
  );
}

function reachesAllSides(shapes: CellShapes, cell: number, { width, height }: ImageSize): boolean {
  const { top, bottom, boxLeft, boxRight } = shapes;
  return top[cell] === 0 && boxLeft[cell] === 0 && bottom[cell] === height - 1 && boxRight[cell] === width - 1;
}
