import { image } from '../image.fixture.ts';
import { matchHalf } from '../matching/match-half.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { predictionClasses, truthClasses } from './cell-classes.ts';
import { coverage } from './coverage.ts';

/** Classes of the truth cells, then of the predicted ones. */
const classes = (truth: string, prediction: string) => {
  const table = overlapTable(image([truth]), image([prediction]));
  const [found, matches] = [coverage(table), matchHalf(table)];
  return [truthClasses(found, matches).slice(1), predictionClasses(found, matches).slice(1)];
};

describe('cell classes', () => {
  it.each([
    ['112233', '444444', [['merged', 'merged', 'merged'], ['merged']]],
    ['444444', '112233', [['split'], ['split', 'split', 'split']]],
    ['111....', '1111111', [['boundary'], ['boundary']]],
    ['111....', '....111', [['missed'], ['invented']]],
    ['1112', '1111', [['matched', 'merged'], ['matched']]],
  ])('%s against %s', (truth, prediction, expected) => {
    expect(classes(truth, prediction)).toEqual(expected);
  });
});
