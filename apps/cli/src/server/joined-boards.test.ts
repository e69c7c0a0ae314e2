import { changesRows, joinedLines } from './joined-boards.ts';

const board = { task: 'nuclei', taskName: 'Nuclei', replaces: null, unranked: 0, following: 0 };

it.each([
  [[], 'Publishing puts it on no board.'],
  [[board], 'Publishing puts it on the board of Nuclei.'],
  [
    [{ ...board, unranked: 1 }],
    'Publishing puts it on the board of Nuclei. 1 candidate that is ranked there will lose its rank on the whole board until it has predictions for this dataset. The boards of single datasets stay as they are.',
  ],
  [
    [{ ...board, unranked: 1200 }],
    'Publishing puts it on the board of Nuclei. 1,200 candidates that are ranked there will lose their ranks on the whole board until they have predictions for this dataset. The boards of single datasets stay as they are.',
  ],
  [[{ ...board, replaces: 3 }], 'Publishing replaces version 3 on the board of Nuclei.'],
  [
    [{ ...board, replaces: 3, following: 2 }],
    'Publishing replaces version 3 on the board of Nuclei. 2 candidates with results there keep their predictions for unchanged images; new and changed images count as without a prediction.',
  ],
])('of %j it is said what publishing does', (boards, line) => {
  expect(joinedLines(boards)).toEqual([line]);
});

it('only boards with candidates have something to lose', () => {
  expect([board, { ...board, unranked: 1 }, { ...board, following: 1 }].map(changesRows)).toEqual([false, true, true]);
});
