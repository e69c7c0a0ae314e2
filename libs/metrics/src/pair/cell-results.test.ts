import { image } from '../image.fixture.ts';
import { evaluatePair } from './evaluate-pair.ts';

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
