import { someFacts } from '../testing/catalogue-samples.ts';
import { importCommand } from './import-command.ts';

const both = someFacts({
  objects: ['nucleus', 'cell'],
  commands: [
    'npx cellboard datasets get both --import --to Both --skip-defects',
    'npx cellboard datasets get both --import --to Both --object cell',
    'npx cellboard import both Both/ --skip-defects',
    'npx cellboard import both Both/ --object cell --dataset both-cells',
  ],
});

it('each truth takes one command, which downloads the files too', () => {
  expect(importCommand('nucleus', both)).toBe('npx cellboard datasets get both --import --to Both --skip-defects');
  expect(importCommand('cell', both)).toBe('npx cellboard datasets get both --import --to Both --object cell');
});

it('the first command may import another truth than the usual one', () => {
  const tracks = someFacts({
    objects: ['cell', 'nucleus'],
    commands: ['npx cellboard import ctc CTC/ --object nucleus --part drawn', 'npx cellboard import ctc CTC/'],
  });
  expect(importCommand('cell', tracks)).toBe('npx cellboard import ctc CTC/');
  expect(importCommand('nucleus', tracks)).toBe('npx cellboard import ctc CTC/ --object nucleus --part drawn');
});

it('there is none for what is not outlined, and none where the import is refused', () => {
  expect(importCommand('nucleus', someFacts())).toBeUndefined();
  expect(importCommand('cell', someFacts({ ineligible: 'It has no masks.' }))).toBeUndefined();
});
