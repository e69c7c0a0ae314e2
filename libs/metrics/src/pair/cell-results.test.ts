import { toLabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';

import { evaluatePair } from './evaluate-pair.ts';
import { image } from '../image.fixture.ts';

const cellsOf = (truth: readonly string[], prediction: readonly string[]) =>
  evaluatePair(image(truth), image(prediction), { metrics: [], perCell: true }).cells!;

describe('per-cell results', () => {
  it('give ids, partners, scores, place and class', () => {
    // Id 5 is found with one column too many, 7 is missed; in the prediction 9 is invented.
    const { truth, prediction } = cellsOf(['55....', '55....', '.....7'], ['888...', '888...', '..9...']);
    expect(truth).toEqual([
      {
        id: 5,
        class: 'matched',
        area: 4,
        centroid: [0.5, 0.5],
        box: [0, 0, 1, 1],
        best: 8,
        iou: 4 / 6,
        dice: 8 / 10,
        matched: 8,
        nearest: 8,
        hd: 1,
      },
      {
        id: 7,
        class: 'missed',
        area: 1,
        centroid: [2, 5],
        box: [2, 5, 2, 5],
        best: null,
        iou: 0,
        dice: 0,
        matched: null,
        nearest: 9,
        hd: 3,
      },
    ]);
    expect(prediction.map(({ id, class: kind, best, matched }) => [id, kind, best, matched])).toEqual([
      [8, 'matched', 5, 5],
      [9, 'invented', null, null],
    ]);
  });

  it('tell merged cells from missed ones', () => {
    const { truth, prediction } = cellsOf(['1122..', '1122.3'], ['4444..', '4444..']);
    expect(truth.map((cell) => cell.class)).toEqual(['matched', 'merged', 'missed']);
    expect(prediction.map((cell) => cell.class)).toEqual(['matched']);
  });

  it('tell split cells from invented ones', () => {
    const { truth, prediction } = cellsOf(['111111111'], ['223344...']);
    expect(truth.map((cell) => cell.class)).toEqual(['split']);
    expect(prediction.map((cell) => cell.class)).toEqual(['split', 'split', 'split']);
  });

  it('tell badly outlined cells from missed ones', () => {
    const { truth, prediction } = cellsOf(['111....'], ['1111111']);
    expect([truth[0]!.class, prediction[0]!.class]).toEqual(['boundary', 'boundary']);
    expect(truth[0]!.iou).toBeCloseTo(3 / 7, 12);
  });

  it('call three merged cells merged on both sides', () => {
    const { truth, prediction } = cellsOf(['112233'], ['444444']);
    expect(truth.map((cell) => cell.class)).toEqual(['merged', 'merged', 'merged']);
    expect(prediction.map((cell) => cell.class)).toEqual(['merged']);
  });

  it('have a distance where nothing was predicted', () => {
    const { truth, prediction } = cellsOf(['1..', '...'], ['...', '...']);
    expect(truth[0]).toMatchObject({ class: 'missed', nearest: null, hd: Math.hypot(2, 3), best: null });
    expect(prediction).toEqual([]);
  });

  it('are left out where nobody asks', () => {
    expect(evaluatePair(image(['1']), image(['1']))).not.toHaveProperty('cells');
  });
});

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
});

it('takes pixels of any integer type as they are', () => {
  const truth = ndarray(new Int16Array([300, 300, 0, 5]), [2, 2]);
  expect(evaluatePair(truth, toLabelImage(truth), { metrics: ['pq'] }).metrics).toEqual({ pq: 1 });
});
