import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { chain } from './chain.fixture.ts';
import { matchCells } from './match-cells.ts';

describe('matchCells', () => {
  it('finds two pairs where greedy matching finds one', () => {
    expect(matchCells(chain, { threshold: 0.25 })).toMatchObject({ tp: 2, fp: 0, fn: 0, scoreSum: 3 / 10 + 3 / 11 });
    expect(matchCells(chain, { threshold: 0.5 })).toMatchObject({ tp: 1, scoreSum: 7 / 13 });
  });

  it('compares with the truth cell, or with the predicted cell', () => {
    const swallowed = overlapTable(image(['11....']), image(['111111']));
    expect(matchCells(swallowed, { threshold: 0.5 }).tp).toBe(0);
    expect(matchCells(swallowed, { threshold: 1, criterion: 'truthCoverage' })).toMatchObject({ tp: 1, scoreSum: 1 });
    expect(matchCells(swallowed, { threshold: 0.4, criterion: 'predictionCoverage' }).tp).toBe(0);
    expect(matchCells(swallowed, { threshold: 0.3333, criterion: 'predictionCoverage' }).tp).toBe(1);
  });

  it('counts an IoU of exactly 0.6 at 0.6, unless it is to be above', () => {
    const exact = overlapTable(image(['11111']), image(['111..']));
    expect(matchCells(exact, { threshold: 0.6 }).tp).toBe(1);
    expect(matchCells(exact, { threshold: 0.6, strict: true }).tp).toBe(0);
  });

  it.each([0, -1, 1.1, NaN, 1 / 3])('refuses the threshold %d', (threshold) => {
    expect(() => matchCells(chain, { threshold })).toThrow(RangeError);
  });
});
