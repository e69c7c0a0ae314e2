import ndarray from 'ndarray';

import { image } from '../image.fixture.ts';
import { evaluatePair } from './evaluate-pair.ts';
import { judgedCells } from './judged-cells.ts';

describe('regions and cells that are not judged', () => {
  const mask = (rows: readonly string[]) =>
    ndarray(
      Uint8Array.from(rows.join(''), (mark) => (mark === '#' ? 255 : 0)),
      [rows.length, rows[0]!.length],
    );

  it('takes ignored pixels from both images and drops cells that lie there by more than half', () => {
    const { metrics, cells } = evaluatePair(image(['1122.', '11223']), image(['11.44', '11.44']), {
      ignore: mask(['...##', '...##']),
      perCell: true,
    });
    // Of truth cell 2 one column stays; truth cell 3 and predicted cell 4 are gone.
    expect(cells!.truth.map(({ id, area }) => [id, area])).toEqual([
      [1, 4],
      [2, 2],
    ]);
    expect(cells!.prediction.map(({ id }) => id)).toEqual([1]);
    expect(metrics).toMatchObject({ 'tp@0.5': 1, 'fn@0.5': 1, 'fp@0.5': 0 });
  });

  it('takes a mask of any strides', () => {
    const pair = [image(['1122.', '11223']), image(['11.44', '11.44'])] as const;
    const rows = ['...##', '#..##', '..#..'];
    const columns = Array.from('01234', (_, x) => rows.map((row) => row[x]).join(''));
    const turned = mask(columns).transpose(1, 0).hi(2, 5);
    const score = (ignore: ReturnType<typeof mask>) => evaluatePair(...pair, { ignore, perCell: true });
    expect(score(turned)).toEqual(score(mask(rows.slice(0, 2))));
  });

  it('leaves out cells at the border in both images', () => {
    const { cells } = evaluatePair(image(['1....', '..2..', '.....']), image(['.....', '.33..', '....4']), {
      border: 1,
      perCell: true,
    });
    expect([cells!.truth.map(({ id }) => id), cells!.prediction.map(({ id }) => id)]).toEqual([[2], [3]]);
  });

  it('refuses masks of another size and borders that are no whole number', () => {
    expect(() => evaluatePair(image(['1']), image(['1']), { ignore: mask(['..']) })).toThrow(
      /mask has the shape \[1, 2\].*1×1/,
    );
    expect(() => evaluatePair(image(['1']), image(['1']), { border: 1.5 })).toThrow(/whole number.*1.5/);
  });

  it('gives the image itself where every cell is judged', () => {
    const cells = image(['1.2']);
    expect(judgedCells(cells, {})).toBe(cells);
  });
});
