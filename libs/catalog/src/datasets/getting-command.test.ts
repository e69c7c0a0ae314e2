import { catalogDatasets } from './catalog-datasets.ts';
import { downloadsOf } from './downloads.ts';
import { withGettingCommand } from './getting-command.ts';

const commandsOf = (slug: string) => catalogDatasets.find((entry) => entry.slug === slug)?.facts.commands;
const isGetting = (command: string) => command.startsWith('npx cellboard datasets get ');

it('every entry with downloads begins with the command that gets it, and no other has one', () => {
  for (const { slug, facts } of catalogDatasets) {
    const offered = downloadsOf(slug).length > 0;
    expect([slug, isGetting(facts.commands[0] ?? '')]).toEqual([slug, offered]);
    expect([slug, facts.commands.some(isGetting)]).toEqual([slug, offered]);
  }
});

it('it keeps the options of the first import, and writes into its folder', () => {
  expect(commandsOf('livecell')).toEqual([
    'npx cellboard datasets get livecell --import --to LIVECell --part test --skip-defects',
    'npx cellboard import livecell LIVECell/ --part test --skip-defects',
    'npx cellboard import livecell LIVECell/ --part test --overlap larger --skip-defects --dataset livecell-larger',
  ]);
});

it('another truth and another record have commands of their own', () => {
  expect(commandsOf('bbbc020')?.filter(isGetting)).toEqual([
    'npx cellboard datasets get bbbc020 --import --to BBBC020',
    'npx cellboard datasets get bbbc020 --import --to BBBC020 --object cell',
  ]);
  expect(commandsOf('tnbc')?.filter(isGetting)).toEqual([
    'npx cellboard datasets get tnbc --import --to TNBC_NucleiSegmentation',
    'npx cellboard datasets get tnbc --import --to TNBC_and_Brain_dataset --record tnbc-and-brain',
  ]);
});

it('a command without a folder is refused', () => {
  const [entry] = catalogDatasets.filter(({ slug }) => slug === 'tnbc');
  if (!entry) throw new Error('TNBC is not in the catalogue.');
  const facts = { ...entry.facts, commands: ['npx cellboard import tnbc'] };
  expect(() => withGettingCommand({ ...entry, facts })).toThrow('npx cellboard import tnbc names no folder.');
});
