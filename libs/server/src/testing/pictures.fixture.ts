import sharp from 'sharp';

/** A grey PNG of the given rows of numbers 0 to 255: an image, or a label image with one number a cell. */
export function png(...rows: readonly (readonly number[])[]): Promise<Uint8Array> {
  const [first = []] = rows;
  const raw = { width: first.length, height: rows.length, channels: 1 } as const;
  return sharp(Uint8Array.from(rows.flat()), { raw }).toColourspace('b-w').png().toBuffer();
}

/** Truth with `cells` cells in a row, each one pixel wide and `height` high, with a pixel of background between. */
export function truthOf(cells: number, height = 2): Promise<Uint8Array> {
  const row = Array.from({ length: 2 * cells + 1 }, (_, x) => (x % 2 === 1 ? (x + 1) / 2 : 0));
  return png(...Array.from({ length: height }, () => row));
}

/** An image of the size of {@link truthOf}, in which every pixel has the same brightness. */
export function imageOf(cells: number, brightness: number, height = 2): Promise<Uint8Array> {
  return png(...Array.from({ length: height }, () => Array<number>(2 * cells + 1).fill(brightness)));
}

/** A prediction for {@link truthOf} that finds the first `found` of the cells, each whole. F1 is 2·found / (found + cells). */
export function foundOf(found: number, cells: number, height = 2): Promise<Uint8Array> {
  const row = Array.from({ length: 2 * cells + 1 }, (_, x) => (x % 2 === 1 && x < 2 * found ? (x + 1) / 2 : 0));
  return png(...Array.from({ length: height }, () => row));
}
