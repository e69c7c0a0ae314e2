import { catalogDatasets } from '@cellboard/catalog';
import { Slug } from '@cellboard/contract';
import { publishedLayouts } from '@cellboard/datasets';
import { createProgram } from '../program.ts';

const entries = catalogDatasets.flatMap(({ slug, layout, facts }) =>
  facts.commands.map((command) => ({ slug, layout, command })),
);

/** How the program itself reads a command line: the folder and the options of an import that is not run. */
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
  if (!run) throw new Error(`${command} is not an import.`);
  return run;
}

it.each(entries)('the program takes $command', async ({ slug, layout, command }) => {
  const { options, ...run } = await parsed(command);
  expect(run).toEqual({ layout, folder: expect.stringMatching(/^[\w.-]+\/$/) as string });
  expect(Slug.parse(options['dataset'] ?? slug)).toMatch(new RegExp(`^${slug}(-|$)`));
});

it('no two commands write into the same dataset', async () => {
  const targets = await Promise.all(
    entries.map(async ({ slug, command }) => (await parsed(command)).options['dataset'] ?? slug),
  );
  expect(new Set(targets).size).toBe(entries.length);
});

it('the catalogue and the layouts agree on what is outlined', () => {
  for (const { slug, layout, object, facts } of catalogDatasets) {
    const known = publishedLayouts[layout];
    expect([slug, known !== undefined]).toEqual([slug, true]);
    if (!known || facts.ineligible !== null) continue;
    expect(facts.objects).toEqual(known.outlines);
    expect(object).toBe(known.outlines[0]);
  }
});

it.each(catalogDatasets.filter(({ facts }) => facts.ineligible !== null))(
  'the import refuses $name',
  async ({ layout, name }) => {
    const read = async () => {
      for await (const entry of publishedLayouts[layout]?.read({ root: '.' }) ?? []) throw new Error(entry.name);
    };
    await expect(read()).rejects.toMatchObject({
      code: 'DATASET_UNSUITABLE',
      message: expect.stringContaining(name) as string,
    });
  },
);
