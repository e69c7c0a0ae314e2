import type { Image } from '@cellboard/contract';

/** Room between tiles, and of the lines under a picture with its borders, in CSS pixels. */
const gap = 14;
const caption = 60;
/** Up to this width a caption has a line more, see `image-grid.css`. */
const narrow = { width: 528, caption: 84 };
const head = 44;
/** Narrow screens have two columns whatever was chosen. */
const fewest = 2;

/** A row of the grid. */
export type GridRow = TileRow | { readonly kind: 'head'; readonly group: string; readonly height: number };

interface TileRow {
  /** `waiting`: its images have not come, and it may be another row once they have. */
  readonly kind: 'tiles' | 'waiting';
  /** Place of its first image. */
  readonly from: number;
  readonly length: number;
  readonly height: number;
  readonly gap: number;
  /** The cell type of its images where these are grouped. */
  readonly group: string | undefined;
}

interface Layout {
  readonly count: number;
  /** Of the grid, in CSS pixels. */
  readonly width: number;
  /** Wanted width of a tile. */
  readonly tile: number;
  readonly isGrouped: boolean;
}

/**
 * The rows that images make in a grid, with those of images that have not come behind them. Where images are grouped,
 * all before the last must have come.
 */
export function gridRows(
  images: readonly (Pick<Image, 'cellType'> | undefined)[],
  { count, width, tile: wanted, isGrouped }: Layout,
): { readonly rows: GridRow[]; readonly columns: number; readonly tile: number } {
  const columns = Math.max(fewest, Math.floor((width + gap) / (wanted + gap)));
  const tile = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
  const height = tile + (width <= narrow.width ? narrow.caption : caption) + gap;
  const rows: GridRow[] = [];
  const addTiles = (kind: TileRow['kind'], from: number, to: number): void => {
    const group = isGrouped ? images[Math.min(from, images.length - 1)]?.cellType : undefined;
    for (let at = from; at < to; at += columns)
      rows.push({ kind, from: at, length: Math.min(columns, to - at), height, gap, group });
  };
  for (const [from, to] of isGrouped ? groupsOf(images) : [[0, count] as const]) {
    const group = images[from]?.cellType;
    if (isGrouped && group !== undefined) rows.push({ kind: 'head', group, height: head });
    addTiles('tiles', from, to);
  }
  if (isGrouped) addTiles('waiting', images.length, count);
  return { rows, columns, tile };
}

/** From where to where images of one cell type stand. */
function groupsOf(images: readonly (Pick<Image, 'cellType'> | undefined)[]): (readonly [number, number])[] {
  const starts = images.flatMap((image, i) => (i > 0 && images[i - 1]?.cellType === image?.cellType ? [] : [i]));
  return starts.map((start, i) => [start, starts[i + 1] ?? images.length] as const);
}
