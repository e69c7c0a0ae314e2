import { bestAssignment } from './best-assignment.ts';
import { splitsAndMergesByIou } from '../overlap/coverage.ts';
import { image } from '../image.fixture.ts';
import { matchCells } from './match-cells.ts';
import { overlapTable } from '../overlap/overlap-table.ts';

// Truth 1 shares 7 with prediction 1 and 3 with prediction 2, truth 2 shares 3 with prediction 1:
// IoU 7/13, 3/10 and 3/11. Greedy matching takes the first and leaves one pair, assignment finds two.
const chain = overlapTable(image(['1111111111.', '2222.......']), image(['1111111222.', '.111.......']));

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

describe('bestAssignment', () => {
  it('takes the largest sum and leaves a cell alone where that is better', () => {
    const { truth, prediction } = bestAssignment(chain);
    // 3/10 + 3/11 is more than 7/13.
    expect([Array.from(truth), Array.from(prediction)]).toEqual([
      [1, 2],
      [2, 1],
    ]);
    const weighted = bestAssignment(chain, (k) => [5, 1, 3][k]!);
    expect([Array.from(weighted.truth), Array.from(weighted.prediction)]).toEqual([[1], [1]]);
  });
});

it('counts splits and merges at IoU above one tenth', () => {
  expect(splitsAndMergesByIou(chain)).toEqual({ splits: 1, merges: 1 });
});
