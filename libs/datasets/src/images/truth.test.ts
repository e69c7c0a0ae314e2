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
});
