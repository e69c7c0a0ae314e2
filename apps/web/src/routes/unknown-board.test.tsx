import { screen } from '@testing-library/react';
import { aDataset, someFacts } from '../testing/catalogue-samples.ts';
import { aTask } from '../testing/samples.ts';
import { show } from '../testing/show.tsx';
import { UnknownBoardAnswer } from './unknown-board.tsx';

const tasks = [aTask('nuclei'), aTask('cells', { object: 'cell' })];
const ctc = aDataset('ctc', {
  facts: someFacts({
    objects: ['cell', 'nucleus'],
    commands: ['npx cellboard import ctc CTC/ --object nucleus', 'npx cellboard import ctc CTC/'],
  }),
});

const showAnswer = (task: string, dataset?: string) =>
  show(<UnknownBoardAnswer {...{ task, dataset, tasks }} page="leaderboards" datasets={[ctc]} />);
const commands = () => [...document.querySelectorAll('pre')].map(({ textContent }) => textContent);

it.each([
  ['cells', 'npx cellboard import ctc CTC/'],
  ['nuclei', 'npx cellboard import ctc CTC/ --object nucleus'],
])('a board of %s that lacks images says what would open it', (task, command) => {
  showAnswer(task, 'ctc');
  expect(screen.getByRole('heading', { level: 1, name: 'ctc is not imported yet' })).toBeTruthy();
  expect(commands()).toEqual([command]);
});

it('a name that nobody knows has no board', () => {
  showAnswer('nuclei', 'nobodys');
  expect(screen.getByRole('heading', { level: 1, name: 'No such leaderboard' })).toBeTruthy();
  expect(commands()).toEqual([]);
});
