import { catalogDatasets, catalogModels } from '@cellboard/catalog';
import { Slug } from '@cellboard/contract';
import { publishedLayouts } from '@cellboard/datasets';
import { createProgram } from '../program.ts';
import { datasetOf } from './describe-dataset.ts';
import type { LayoutFlags } from './import-flags.ts';

const entries = catalogDatasets.flatMap(({ slug, layout, facts }) =>
  facts.commands.map((command) => ({ slug, layout, command })),
);

interface Run {
  /** The layout of an import, the dataset of a download. */
  readonly of: string;
  readonly folder: string;
  readonly options: Record<string, unknown>;
}

const wordsOf = (command: string) => (command.match(/"[^"]*"|[^ ]+/g) ?? []).map((word) => word.replaceAll('"', ''));

/** How the program itself reads a command line: the folder and the options of a command that is not run. */
async function parsed(command: string): Promise<Run> {
  const words = wordsOf(command);
  const program = createProgram(new AbortController().signal);
  const below = (name: string) => program.commands.find((one) => one.name() === name)?.commands ?? [];
  const runs: Run[] = [];
  for (const layout of below('import')) {
    layout.action((folder: string) => {
      runs.push({ of: layout.name(), folder, options: layout.opts() });
    });
    layout.configureOutput({ writeErr: () => undefined });
  }
  const get = below('datasets').find((one) => one.name() === 'get');
  get?.action((of: string) => {
    const { to, ...options } = get.opts<{ readonly to: string }>();
    runs.push({ of, folder: `${to}/`, options });
  });
  expect(words.slice(0, 2)).toEqual(['npx', 'cellboard']);
  await program.parseAsync(words.slice(2), { from: 'user' });
  const [run] = runs;
  if (!run) throw new Error(`${command} neither imports nor downloads.`);
  return run;
}

/** The dataset that an import with these options makes. */
function datasetMade(layout: string, options: Record<string, unknown>): string {
  const [usual = 'cell'] = publishedLayouts[layout]?.outlines ?? [];
  const flags: LayoutFlags = { url: '', data: '', publish: true, ...options };
  const { part, object = usual } = flags;
  return datasetOf(flags, { layout, part, object, usual }).slug;
}

it.each(entries)('the program takes $command', async ({ slug, layout, command }) => {
  const { options, ...run } = await parsed(command);
  const of = options['import'] === true ? slug : layout;
  expect(run).toEqual({ of, folder: expect.stringMatching(/^[\w.-]+\/$/) as string });
  expect(Slug.parse(options['dataset'] ?? slug)).toMatch(new RegExp(`^${slug}(-|$)`));
});

it('no two imports write into the same dataset', async () => {
  const runs = await Promise.all(entries.map(async ({ slug, command }) => ({ slug, ...(await parsed(command)) })));
  const imports = runs.filter(({ options }) => options['import'] !== true);
  expect(new Set(imports.map(({ slug, options }) => options['dataset'] ?? slug)).size).toBe(imports.length);
});

it('a download that imports does what an import of its dataset does, from the same folder', async () => {
  const runs = await Promise.all(entries.map(async ({ command, ...of }) => ({ ...of, ...(await parsed(command)) })));
  const imports = runs.filter(({ options }) => options['import'] !== true);
  const downloads = runs.filter(({ options }) => options['import'] === true);
  expect(downloads.length).toBeGreaterThan(18);
  for (const { slug, layout, folder, options } of downloads) {
    const { import: _, record, ...same } = options;
    const makes = record ?? datasetMade(layout, same);
    const twin = imports.find((one) => one.slug === slug && datasetMade(layout, one.options) === makes);
    const { dataset: __, ...others } = twin?.options ?? {};
    expect({ slug, makes, folder, options: same }).toEqual({ slug, makes, folder: twin?.folder, options: others });
  }
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

/** The commands that submit, as pages print them for each candidate, and as notes of datasets have them. */
const submissions = [
  ...catalogModels.flatMap(({ slug: model, candidates }) =>
    candidates.map(({ slug }) => ({
      ...{ model, candidate: slug },
      command: `npx cellboard predictions add predictions/ --task nuclei --dataset dsb2018 --model ${model} --candidate ${slug}`,
    })),
  ),
  ...catalogDatasets
    .flatMap(({ facts }) => facts.notes.flatMap((note) => /npx cellboard predictions .*$/.exec(note) ?? []))
    .map((command) => ({
      command,
      model: /--model ([\w-]+)/.exec(command)?.[1],
      candidate: /--candidate ([\w-]+)/.exec(command)?.[1],
    })),
];

it('the program takes every command that submits predictions, with its model and candidate', async () => {
  expect(submissions.length).toBeGreaterThan(20);
  for (const { command, model, candidate } of submissions) {
    const program = createProgram(new AbortController().signal);
    const add = program.commands
      .find((one) => one.name() === 'predictions')
      ?.commands.find((one) => one.name() === 'add')
      ?.exitOverride()
      .configureOutput({ writeErr: () => undefined });
    const runs: unknown[] = [];
    add?.action((folder: string) => {
      runs.push({ folder, ...add.opts<Record<string, unknown>>() });
    });
    await program.parseAsync(wordsOf(command).slice(2), { from: 'user' });
    expect(runs).toEqual([expect.objectContaining({ model, candidate, folder: expect.any(String) as string })]);
  }
});
