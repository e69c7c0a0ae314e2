import type { LabelImage } from '@cellboard/labels';
import { packCounts } from './coco-rle.ts';

/** A label image with the name of the image it belongs to. */
export interface NamedLabels {
  readonly fileName: string;
  readonly labels: LabelImage;
}

/**
 * Writes label images as a COCO instances file with compressed run lengths, as pycocotools reads them. Cells are in
 * the order of their ids; their annotation ids are counted through, since COCO wants them unique in the file.
 */
export function encodeCoco(images: readonly NamedLabels[]): Uint8Array {
  let next = 1;
  const annotations = images.flatMap(({ labels }, i) =>
    cellRuns(labels).map(({ counts, area, bbox }) => ({
      id: next++,
      image_id: i + 1,
      category_id: 1,
      iscrowd: 0,
      area,
      bbox,
      segmentation: { size: labels.pixels.shape, counts: packCounts(counts) },
    })),
  );
  const file = {
    images: images.map(({ fileName, labels }, i) => ({
      id: i + 1,
      file_name: fileName,
      height: labels.pixels.shape[0],
      width: labels.pixels.shape[1],
    })),
    annotations,
    categories: [{ id: 1, name: 'cell', supercategory: 'cell' }],
  };
  return new TextEncoder().encode(JSON.stringify(file));
}

interface Cell {
  /** Pixels outside and inside the cell in turn, down the columns. */
  readonly counts: number[];
  area: number;
  /** Left, top, width, height. */
  readonly bbox: readonly [number, number, number, number];
}

function cellRuns({ pixels, cellCount }: LabelImage): Cell[] {
  const [height = 0, width = 0] = pixels.shape;
  const cells = pixels.data;
  const runs: number[][] = Array.from({ length: cellCount }, () => []);
  for (let x = 0, at = 0; x < width; x++) {
    for (let y = 0; y < height; y++, at++) {
      const cell = cells[y * width + x]!;
      if (cell === 0) continue;
      const of = runs[cell - 1]!;
      // A list of starts and ends: a pixel right after an end makes that run longer.
      if (of.at(-1) === at) of[of.length - 1] = at + 1;
      else of.push(at, at + 1);
    }
  }
  return runs.map((of) => toCell(of, { height, width }));
}

function toCell(bounds: readonly number[], { height, width }: { height: number; width: number }): Cell {
  const counts: number[] = [];
  let last = 0;
  let area = 0;
  let [top, bottom] = [height, 0];
  bounds.forEach((bound, i) => {
    counts.push(bound - last);
    if (i % 2 === 1) {
      area += bound - last;
      const wraps = Math.floor(last / height) !== Math.floor((bound - 1) / height);
      top = wraps ? 0 : Math.min(top, last % height);
      bottom = wraps ? height : Math.max(bottom, ((bound - 1) % height) + 1);
    }
    last = bound;
  });
  if (last < height * width) counts.push(height * width - last);
  const left = Math.floor(bounds[0]! / height);
  const right = Math.floor((last - 1) / height) + 1;
  return { counts, area, bbox: [left, top, right - left, bottom - top] };
}
