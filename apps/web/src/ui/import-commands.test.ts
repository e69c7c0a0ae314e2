import { someFacts } from '../testing/catalogue-samples.ts';
import { importCommands } from './import-commands.ts';

const both = someFacts({
  objects: ['nucleus', 'cell'],
  commands: [
    'npx cellboard datasets get both --import --to Both --skip-defects',
    'npx cellboard import both Both/ --skip-defects',
    'npx cellboard import both Both/ --object cell --dataset both-cells',
  ],
});

it('the usual truth takes one command, another one the download first', () => {
  expect(importCommands('nucleus', both)).toBe('npx cellboard datasets get both --import --to Both --skip-defects');
  expect(importCommands('cell', both)).toBe(
    'npx cellboard datasets get both --to Both\nnpx cellboard import both Both/ --object cell --dataset both-cells',
  );
});

it('the first command may import another truth than the usual one', () => {
  const tracks = someFacts({
    objects: ['cell', 'nucleus'],
    commands: ['npx cellboard import ctc CTC/ --object nucleus --part drawn', 'npx cellboard import ctc CTC/'],
  });
  expect(importCommands('cell', tracks)).toBe('npx cellboard import ctc CTC/');
  expect(importCommands('nucleus', tracks)).toBe('npx cellboard import ctc CTC/ --object nucleus --part drawn');
});

it('there is none for what is not outlined, and none where the import is refused', () => {
  expect(importCommands('nucleus', someFacts())).toBeUndefined();
  expect(importCommands('cell', someFacts({ ineligible: 'It has no masks.' }))).toBeUndefined();
});
