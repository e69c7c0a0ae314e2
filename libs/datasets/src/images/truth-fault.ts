import { doubtAsTruth } from '@cellboard/formats';
import { cellShapes, sizeOf, type LabelImage } from '@cellboard/labels';

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
  return doubtAsTruth(labels)?.replace(/Use --components .*? or save/, 'Save') ?? backgroundAsCell(labels);
}

/**
 * Which id of a truth is the background, such as that of a mask with black and white swapped, or the frame of a region
 * among outlines: it covers most of the image and reaches all its sides.
 *
 * @param drawn how many cells were outlined, each on its own; left out where ids were read
 * @returns undefined where none is
 */
export function backgroundAsCell(labels: LabelImage, drawn?: number): string | undefined {
  const [height, width] = sizeOf(labels);
  const pixels = width * height;
  if (labels.cellCount === 0 || pixels < FEWEST_PIXELS) return undefined;
  const { area, top, bottom, boxLeft, boxRight } = cellShapes(labels);
  let largest = 1;
  for (let cell = 2; cell < area.length; cell++) if ((area[cell] ?? 0) > (area[largest] ?? 0)) largest = cell;
  const share = (area[largest] ?? 0) / pixels;
  const reachesAll =
    top[largest] === 0 && boxLeft[largest] === 0 && bottom[largest] === height - 1 && boxRight[largest] === width - 1;
  const most = reachesAll ? MOST : NEARLY_MOST;
  // Who outlines a single cell may do so in an image that it fills.
  if (share <= (drawn === 1 ? NEARLY_ALL : most)) return undefined;
  return (
    `One cell covers ${Math.round(share * 1000) / 10}% of the image, so it is probably the background or a frame around the others. ` +
    'Check that the background is 0, and that no outline is drawn around the whole region.'
  );
}
