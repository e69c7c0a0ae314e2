import { maskCell, paintIds, paintTruth, truthOf, type Truth } from './truth.ts';

const size = { width: 30, height: 30 };

/** Ids of 30×30 pixels. */
const ids = (idAt: (x: number, y: number) => number) =>
  Uint32Array.from({ length: 900 }, (_, at) => idAt(at % 30, Math.floor(at / 30)));

/** Squares of 4×4 pixels, with gaps of 2; each has the id that is asked for. */
const squares = (idOf: (square: number) => number, ground = 0) =>
  ids((x, y) => (x % 6 < 4 && y % 6 < 4 ? idOf(Math.floor(y / 6) * 5 + Math.floor(x / 6)) : ground));

const inside = ids((x, y) => (x > 0 && y > 0 && x < 29 && y < 29 ? 1 : 0));

const all = ids(() => 1);

const blank = ids(() => 0);

const square = squares((i) => (i === 12 ? 1 : 0));

function outlined(...masks: readonly Uint32Array[]): Truth {
  return paintTruth(masks.map((mask, i) => maskCell(mask, size, i + 1)), size, 'later'); // prettier-ignore
}

describe('truth', () => {
  it('takes ids of cells, one each', () => {
    expect(truthOf(squares((i) => i + 1), size)).toMatchObject({ cells: 25, fault: undefined }); // prettier-ignore
    expect(truthOf(blank, size).fault).toBeUndefined();
  });

  it('is at fault where cells share an id, without advice that only some layouts can follow', () => {
    const { fault } = truthOf(squares(() => 3), size); // prettier-ignore
    expect(fault).toContain('binary mask and counts as one cell in 25 parts');
    expect(fault).not.toContain('--components');
    expect(truthOf(squares((i) => (i % 3) + 1), size).fault).toContain('map of classes'); // prettier-ignore
  });

  it('is at fault where a cell is the background', () => {
    expect(truthOf(squares((i) => i + 2, 1), size).fault).toContain('value 1 covers 55.6%'); // prettier-ignore
    expect(truthOf(squares(() => 0, 1), size).fault).toContain('One cell covers 55.6%'); // prettier-ignore
    expect(truthOf(all, size).fault).toContain('One cell covers 100%');
    expect(truthOf(inside, size).fault).toContain('One cell covers 87.1%');
  });

  it('is at fault where the background is cut into pieces, and the cells are 0', () => {
    const wide = { width: 60, height: 30 };
    // A wall of cells divides the image; a piece of background on each side, with cells in it.
    const holed = Uint32Array.from({ length: 1800 }, (_, at) => {
      const [x, y] = [at % 60, Math.floor(at / 60)];
      if (x === 29 || x === 30 || (x % 6 > 1 && y % 6 > 1)) return 0;
      return x < 30 ? 1 : 2;
    });
    const fault = /One cell has \d+ holes, .* the cells are the holes\..* black and white may be swapped/;
    expect(truthOf(holed, wide).fault).toMatch(fault);
    expect(
      outlined(
        square,
        squares((i) => (i === 3 ? 1 : 0)),
      ).fault,
    ).toBeUndefined();
    // Cells that touch leave one ragged piece, and specks.
    const large = { width: 120, height: 120 };
    const speckled = (piece: (x: number, y: number) => boolean, speck: number) =>
      Uint32Array.from({ length: 14_400 }, (_, at) => {
        const [x, y] = [at % 120, Math.floor(at / 120)];
        if (y < 60) return piece(x, y) ? 1 : 0;
        return x % 12 < speck && y % 12 < speck ? 2 + Math.floor(y / 12) * 10 + Math.floor(x / 12) : 0;
      });
    const comb = (x: number, y: number) => x % 4 < 2 || y === 0;
    expect(truthOf(speckled(comb, 1), large).fault).toMatch(/One ragged cell has 3660 pixels, where half .* have 1 or/);
    // A ragged cell among others of its size is none, nor is a large round one among specks.
    expect(truthOf(speckled(comb, 3), large).fault).toBeUndefined();
    expect(truthOf(speckled((x) => x < 60, 1), large).fault).toBeUndefined(); // prettier-ignore
  });

  it('lets an outlined cell be in parts, or fill most of an image alone', () => {
    expect(outlined(squares(() => 1))).toMatchObject({ cells: 1, fault: undefined, outlined: true });
    expect(outlined(inside).fault).toBeUndefined();
    expect(outlined(all).fault).toContain('One cell covers 100%');
    expect(outlined(square, inside).fault).toContain('One cell covers 87.1%');
  });

  it('judges ids that were painted as those that were read', () => {
    const cells = [maskCell(squares(() => 1), size, 1)]; // prettier-ignore
    expect(paintIds(cells, size, 'later').fault).toContain('binary mask');
  });

  it('tells outlines that hold no pixel from those that others cover', () => {
    expect(outlined(square, square, blank)).toMatchObject({ cells: 1, covered: 1, tiny: 1, fault: undefined });
    expect(outlined(blank, blank).fault).toContain('None of its 2 outlines holds a pixel');
    expect(outlined(blank).fault).toContain('Its outline holds no pixel');
    expect(outlined().fault).toBeUndefined();
  });

  it('is refused as soon as its outlines are too many, before they are painted', () => {
    let asked = 0;
    const lines = (id: number) => ({
      id,
      spans: (_: unknown, emit: (row: number, from: number, to: number) => void) => {
        asked++;
        for (let row = 0; row < 30_000; row++) emit(row % 30, 0, 0);
      },
    });
    const cells = (count: number) => Array.from({ length: count }, (_, i) => lines(i + 1));
    expect(() => paintTruth(cells(1000), size, 'later')).toThrow(
      'The outlines cross more than 250000 rows of pixels together, far more than cells in an image of 30×30 pixels can.',
    );
    expect(asked).toBe(9);
    expect(() => paintTruth(cells(65_536), size, 'later')).toThrow('The truth has 65536 cells, but at most 65535');
    expect(asked).toBe(9);
  });
});
