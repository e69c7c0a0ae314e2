import { createProgram } from './program.ts';
import { UsageError } from './usage-error.ts';

const program = () => createProgram(new AbortController().signal);
const everyCommand = (command = program()): (typeof command)[] => [command, ...command.commands.flatMap(everyCommand)];

it.each(
  everyCommand()
    .slice(1)
    .map((command) => [command.name(), command] as const),
)('the summary of %s begins with a capital letter and has no full stop', (_name, command) => {
  const summary = command.summary() === '' ? command.description() : command.summary();
  expect(summary).toMatch(/^[A-Z].*[^.]$/);
});

describe('the help of import', () => {
  const help = () =>
    program()
      .commands.find((command) => command.name() === 'import')
      ?.helpInformation() ?? '';

  it('says what each layout is', () => {
    expect(help()).toMatch(/dsb2018 .*Import DSB2018, a public dataset of\s+nuclei/);
    expect(help()).toMatch(/coco .*Import images with COCO annotations/);
  });

  it('leaves out what is always refused', () => {
    expect(help()).not.toContain('digestpath');
  });
});

it.each([
  [
    'dsb',
    /^"import dsb" is not a command\. Did you mean dsb2018\? For images of your own, use "cellboard import folder/,
  ],
  ['tisuenet', /Did you mean tissuenet\?/],
  ['my-images', /^"import my-images" is not a command\. For images/],
])('import %s is refused with the layout that may be meant', async (name, words) => {
  const run = program().parseAsync(['import', name, 'folder/'], { from: 'user' });
  await expect(run).rejects.toThrow(UsageError);
  await expect(program().parseAsync(['import', name], { from: 'user' })).rejects.toThrow(words);
});

it.each([
  ['--objects', '--plane', '2'],
  ['--truth-objects', '--truth-colours', 'packed'],
  ['--objects', '--components'],
])('%s and %s exclude each other', async (...options) => {
  const run = program().parseAsync(['evaluate', '--truth', 'a', '--prediction', 'b', ...options], { from: 'user' });
  await expect(run).rejects.toThrow(`option '${options[0]}' cannot be used with option '${options[1]}`);
});
