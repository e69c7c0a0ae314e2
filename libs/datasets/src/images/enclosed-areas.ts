import { FormatError, type ImageSize } from '@cellboard/formats';
import { markMargin } from './margin.ts';
import { truthOf, type Truth } from './truth.ts';

/** Outlines drawn into an image. */
export interface DrawnOutlines extends ImageSize {
  /** 1 where an outline is, row by row. */
  readonly outline: Uint8Array;
}

/** What of the areas within outlines counts. */
export interface AreaRules {
  /** Areas of fewer pixels are specks. */
  readonly smallest: number;
  /** Pixels along the border in which nothing is scored, because cells that it cuts are not closed. */
  readonly margin: number;
}

/**
 * Takes areas that outlines enclose for cells: pixels without an outline that touch one another side by side, but not
 * the border. The outlines themselves belong to no cell, and are not scored.
 *
 * @throws FormatError NOT_LABELS if nothing is enclosed although there are outlines
 */
export function enclosedAreas(drawn: DrawnOutlines, rules: AreaRules): Truth {
  const { outline, ...size } = drawn;
  const { area, ...found } = findAreas(drawn, rules.smallest);
  if (found.kept === 0 && outline.includes(1))
    throw new FormatError(
      'NOT_LABELS',
      'Its outlines enclose nothing, so there is no cell. Check that it is a file of outlines.',
    );
  const ignored = markMargin(outline.slice(), size, rules.margin);
  return { ...truthOf(area, size), notes: notesOn(found), ignored, outlined: true };
}

interface FoundAreas {
  /** Numbers of the cells, row by row; 0 elsewhere. */
  readonly area: Uint32Array;
  readonly kept: number;
  readonly open: number;
  readonly specks: number;
}

function findAreas(drawn: DrawnOutlines, smallest: number): FoundAreas {
  const area = new Uint32Array(drawn.outline.length);
  const found = { kept: 0, open: 0, specks: 0 };
  const walk = areaWalker(drawn, area);
  const idOf = ({ pixels, touchesBorder }: Area): number => {
    if (touchesBorder) found.open++;
    else if (pixels.length < smallest) found.specks++;
    else return ++found.kept;
    return LEFT_OUT;
  };
  for (let start = 0; start < area.length; start++) {
    if (drawn.outline[start] !== 0 || area[start] !== 0) continue;
    const one = walk(start);
    const id = idOf(one);
    for (const at of one.pixels) area[at] = id;
  }
  return { area: area.map((id) => (id === LEFT_OUT ? 0 : id)), ...found };
}

/** Of areas that are no cells; no image has so many cells. */
const LEFT_OUT = 0xffff_ffff;

function notesOn({ open, specks }: Pick<FoundAreas, 'open' | 'specks'>): string[] {
  const reach = open === 1 ? '1 area reaches' : `${open} areas reach`;
  return [
    `${reach} the border of the image and ${open === 1 ? 'is' : 'are'} taken for the background.`,
    ...(specks > 0 ? [`${specks} enclosed ${specks === 1 ? 'area is' : 'areas are'} too small for a cell.`] : []),
  ];
}

interface Area {
  readonly pixels: readonly number[];
  readonly touchesBorder: boolean;
}

/** Collects the pixels of an area, and marks each so that it is taken once. */
function areaWalker({ outline, width, height }: DrawnOutlines, area: Uint32Array): (start: number) => Area {
  return (start) => {
    const pixels = [start];
    area[start] = LEFT_OUT;
    let touchesBorder = false;
    const take = (at: number) => {
      if (outline[at] !== 0 || area[at] !== 0) return;
      area[at] = LEFT_OUT;
      pixels.push(at);
    };
    for (let next = 0; next < pixels.length; next++) {
      const at = pixels[next] ?? 0;
      const [x, y] = [at % width, Math.floor(at / width)];
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) touchesBorder = true;
      if (x > 0) take(at - 1);
      if (x < width - 1) take(at + 1);
      if (y > 0) take(at - width);
      if (y < height - 1) take(at + width);
    }
    return { pixels, touchesBorder };
  };
}
