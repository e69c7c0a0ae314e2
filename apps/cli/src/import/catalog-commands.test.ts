import { Slug } from '@cellboard/contract';
import { catalogDatasets } from '@cellboard/datasets';
import { createProgram } from '../program.ts';

const entries = catalogDatasets.flatMap(({ slug, layout, facts }) =>
  facts.commands.map((command) => ({ slug, layout, command })),
);

/** What the program itself makes of a command line: the folder and the options of an import that is not run. */
async function parsed(command: string): Promise<{ layout: string; folder: string; options: Record<string, unknown> }> {
  const words = (command.match(/"[^"]*"|[^ ]+/g) ?? []).map((word) => word.replaceAll('"', ''));
  const program = createProgram(new AbortController().signal);
  const layouts = program.commands.find((one) => one.name() === 'import')?.commands ?? [];
  const runs: { layout: string; folder: string; options: Record<string, unknown> }[] = [];
  for (const layout of layouts) {
    layout.action((folder: string) => {
      runs.push({ layout: layout.name(), folder, options: layout.opts() });
    });
    layout.configureOutput({ writeErr: () => undefined });
  }
  expect(words.slice(0, 2)).toEqual(['npx', 'cellboard']);
  await program.parseAsync(words.slice(2), { from: 'user' });
  const [run] = runs;
  if (!run) throw new Error(`${command} is no import.`);
  return run;
}

it.each(entries)('the program takes $command', async ({ slug, layout, command }) => {
  const { options, ...run } = await parsed(command);
  expect(run).toEqual({ layout, folder: expect.stringMatching(/^[\w.-]+\/$/) as string });
  expect(Slug.parse(options['task'])).toMatch(new RegExp(`^${slug}-`));
  expect(Slug.parse(options['dataset'] ?? slug)).toMatch(new RegExp(`^${slug}(-|$)`));
});

it('no two commands write into the same dataset or task', async () => {
  const targets = await Promise.all(
    entries.map(async ({ slug, command }) => {
      const { options } = await parsed(command);
      return [options['dataset'] ?? slug, options['task']];
    }),
  );
  for (const part of [0, 1]) expect(new Set(targets.map((target) => target[part])).size).toBe(entries.length);
});
