import { ndArray, toLabelImage, type LabelImage, type LabelPixels } from '@cellboard/labels';
import fc from 'fast-check';
import { objects, rows } from '../plane.fixture.ts';
import { controls, findControl } from './controls.ts';
import { drawsFor, drawSubset } from './draws.ts';
import { neighbouringPairs } from './merged-neighbours.ts';
import { nearestSites } from './voronoi-cells.ts';

const side = fc.integer({ min: 1, max: 8 });
const truths = fc
  .tuple(side, side, fc.integer({ min: 0, max: 9 }))
  .chain(([height, width, max]) =>
    fc
      .uint16Array({ minLength: height * width, maxLength: height * width, max })
      .map((ids) => toLabelImage(ndArray(ids, [height, width]))),
  );
const hashes = fc.stringMatching(/^[0-9a-f]{8}$/);
const few = { seed: 1, numRuns: 60 };

describe.each(controls)('$slug', ({ slug, paint }) => {
  it('numbers its cells without gaps, is the same each time and leaves the truth alone', () => {
    fc.assert(
      fc.property(truths, hashes, (truth, imageSha256) => {
        const before = [...truth.pixels.data];
        const labels = paint({ truth, imageSha256 });
        expect(labels.shape).toEqual(truth.pixels.shape);
        expect([...new Set(labels.data)].filter((cell) => cell > 0).sort((a, b) => a - b)).toEqual(numbersTo(labels));
        expect([...paint({ truth, imageSha256 }).data]).toEqual([...labels.data]);
        expect([...truth.pixels.data]).toEqual(before);
      }),
      few,
    );
  });

  it('is found by its slug', () => {
    expect(findControl(slug)?.paint).toBe(paint);
  });
});

it('has no control of another name', () => {
  expect(findControl('perfect')).toBeUndefined();
});

it('finds no cell, and one', () => {
  const truth = truthOf('12', '.3');
  expect(painted('empty-prediction', truth)).toEqual(['..', '..']);
  expect(painted('one-cell', truth)).toEqual(['11', '11']);
});

describe('controls that show nothing of the truth', () => {
  it.each(controls.filter(({ showsTruth }) => !showsTruth))('$slug is the same for any truth', ({ paint }) => {
    const imageSha256 = 'ab';
    const [none, some] = [truthOf('...', '...'), truthOf('12.', '.34')].map((truth) => paint({ truth, imageSha256 }));
    expect(none).toEqual(some);
  });
});

describe('voronoi-cells', () => {
  it('gives each pixel to its nearest site, the left and then the upper one of equals', () => {
    expect(rows(nearestSites([0, 3, 16], { width: 5, height: 4 }))).toEqual(['11222', '11222', '33322', '33333']);
    expect(rows(nearestSites([1, 2], { width: 1, height: 4 }))).toEqual(['1', '1', '2', '2']);
  });

  it('agrees with a comparison of every pixel with every site', () => {
    const sized = fc.tuple(side, side).chain(([width, height]) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        sites: fc.uniqueArray(fc.nat(width * height - 1), { minLength: 1 }),
      }),
    );
    fc.assert(
      fc.property(sized, ({ sites, ...size }) => {
        const inOrder = sites.sort((a, b) => a - b);
        expect([...nearestSites(inOrder, size).data]).toEqual(compared(inOrder, size));
      }),
      few,
    );
  });

  it('covers the image with as many cells as there are', () => {
    fc.assert(
      fc.property(truths, hashes, (truth, imageSha256) => {
        const { data } = findControl('voronoi-cells')!.paint({ truth, imageSha256 });
        expect(new Set(data)).toEqual(new Set(truth.cellCount === 0 ? [0] : numbersTo({ data })));
        expect(Math.max(...data)).toBe(truth.cellCount);
      }),
      few,
    );
  });

  it('paints what version 1 painted', () => {
    const truth = truthOf('1.2.3', '.....', '4.5..');
    expect(painted('voronoi-cells', truth)).toEqual(['11222', '34422', '34555']);
    expect(painted('voronoi-cells', truth, 'another image')).not.toEqual(['11222', '34422', '34555']);
  });
});

describe('eroded-truth', () => {
  it('takes one pixel off every side that touches anything, and numbers what is left', () => {
    const truth = truthOf('........', '.11.2222', '.11.2222', '.1112222', '.......2');
    expect(painted('eroded-truth', truth)).toEqual(['........', '........', '.....111', '.......1', '........']);
  });

  it('lets the border of the image cut nothing off', () => {
    expect(painted('eroded-truth', truthOf('111', '111', '111'))).toEqual(['111', '111', '111']);
  });

  it('keeps a pixel exactly where all four neighbours in the image are of its cell', () => {
    fc.assert(
      fc.property(truths, (truth) => {
        const kept = findControl('eroded-truth')!.paint({ truth, imageSha256: '' });
        const { pixels } = truth;
        const [height, width] = pixels.shape as [number, number];
        for (let row = 0; row < height; row++) {
          for (let column = 0; column < width; column++) {
            const cell = pixels.get(row, column);
            const near = [
              ...(row > 0 ? [pixels.get(row - 1, column)] : []),
              ...(row < height - 1 ? [pixels.get(row + 1, column)] : []),
              ...(column > 0 ? [pixels.get(row, column - 1)] : []),
              ...(column < width - 1 ? [pixels.get(row, column + 1)] : []),
            ];
            expect(kept.get(row, column) > 0).toBe(cell > 0 && near.every((other) => other === cell));
          }
        }
      }),
      few,
    );
  });
});

describe('merged-neighbours', () => {
  it('takes cells for neighbours that two pixels part, along a row or a column', () => {
    expect(neighbouringPairs(truthOf('12..3...4', '.........', '.........', '5........', '......6..'))).toEqual([
      [1, 2],
      [1, 5],
      [2, 3],
    ]);
  });

  it('merges one of twenty pairs', () => {
    const ids = Uint16Array.from({ length: 21 }, (_, i) => i + 1);
    const truth = toLabelImage(ndArray(ids, [1, 21]));
    for (const imageSha256 of ['a', 'b', 'c', 'd']) {
      const { data } = findControl('merged-neighbours')!.paint({ truth, imageSha256 });
      expect(new Set(data).size).toBe(20);
    }
  });

  it('merges the only pair of an image in about one of twenty images', () => {
    const truth = truthOf('1.2');
    const images = Array.from({ length: 2000 }, (_, i) => painted('merged-neighbours', truth, String(i)).join());
    const merged = images.filter((image) => image === '1.1').length;
    expect(merged).toBeGreaterThan(60);
    expect(merged).toBeLessThan(140);
  });

  it('changes no pixel of background, divides no cell, and merges only neighbours', () => {
    fc.assert(
      fc.property(truths, hashes, (truth, imageSha256) => {
        const { data } = findControl('merged-neighbours')!.paint({ truth, imageSha256 });
        const byCell = new Map<number, Set<number>>();
        truth.pixels.data.forEach((cell, i) => byCell.set(cell, (byCell.get(cell) ?? new Set()).add(data[i]!)));
        expect([...(byCell.get(0) ?? [0])]).toEqual([0]);
        expect([...byCell].every(([cell, found]) => found.size === 1 && (cell === 0 || !found.has(0)))).toBe(true);
        const lost = truth.cellCount - Math.max(...data);
        expect(lost).toBeLessThanOrEqual(Math.ceil(neighbouringPairs(truth).length / 20));
      }),
      few,
    );
  });
});

describe('drawSubset', () => {
  it('draws every set of two out of four about as often', () => {
    const counts = new Map<string, number>();
    const draw = drawsFor('sets');
    for (let i = 0; i < 6000; i++) {
      const set = drawSubset(draw, 2, 4).join();
      counts.set(set, (counts.get(set) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['0,1', '0,2', '0,3', '1,2', '1,3', '2,3']);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('draws all and none', () => {
    expect(drawSubset(drawsFor(''), 3, 3)).toEqual([0, 1, 2]);
    expect(drawSubset(drawsFor(''), 0, 3)).toEqual([]);
  });
});

/** A truth from rows of text, see `objects`. */
function truthOf(...lines: readonly string[]): LabelImage {
  const { data, width, height } = objects(...lines);
  return toLabelImage(ndArray(data, [height, width]));
}

function painted(slug: string, truth: LabelImage, imageSha256 = '5f70bf18'): string[] {
  const { data, shape } = findControl(slug)!.paint({ truth, imageSha256 });
  return rows({ data, width: shape[1]! });
}

/** 1, 2 … up to the largest of some labels. */
function numbersTo({ data }: Pick<LabelPixels, 'data'>): number[] {
  return Array.from({ length: Math.max(...data) }, (_, i) => i + 1);
}

/** The slow and obvious way. */
function compared(sites: readonly number[], { width, height }: { width: number; height: number }): number[] {
  const placed = sites.map((site, i) => ({ number: i + 1, row: Math.floor(site / width), column: site % width }));
  return Array.from({ length: width * height }, (_, i) => {
    const [row, column] = [Math.floor(i / width), i % width];
    const square = (one: (typeof placed)[number]) => (one.row - row) ** 2 + (one.column - column) ** 2;
    return placed.sort((a, b) => square(a) - square(b) || a.column - b.column || a.row - b.row)[0]!.number;
  });
}
