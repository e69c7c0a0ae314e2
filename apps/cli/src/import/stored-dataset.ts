import { catalogDatasets, kebabCase } from '@cellboard/catalog';
import type { Dataset, NewDataset, NewTask } from '@cellboard/contract';
import { CellboardError, type CellboardClient } from '@cellboard/sdk';
import { isDeepStrictEqual } from 'node:util';
import { maybeMeant, similar } from '../refuse-near.ts';
import { lookUp } from '../server/connect.ts';
import { importedDatasets, openDatasets } from '../server/known-names.ts';
import { UsageError } from '../usage-error.ts';
import type { CommonFlags } from './import-flags.ts';

/** What a server has of a dataset before an import. */
export interface Stored {
  /** The newest version, open or published; null where nothing was imported yet. */
  readonly dataset: Dataset | null;
  /** Who was asked. */
  readonly client: CellboardClient;
}

/**
 * Looks up whether the server has a dataset already.
 *
 * @param client of a real run; without it the server is asked if it answers, since a dry run needs none
 * @returns undefined where no server answers
 * @throws UsageError if there is none, but one with a similar slug or name, and `--new` was not given
 */
export async function storedDataset(
  slug: string,
  { client, flags, signal }: { client: CellboardClient | undefined; flags: CommonFlags; signal: AbortSignal },
): Promise<Stored | undefined> {
  try {
    const asked = client ?? (await lookUp(flags, signal));
    const open = await openDatasets(asked);
    const dataset = open.find((one) => one.slug === slug) ?? (await publishedDataset(asked, slug));
    if (!dataset && flags.dataset !== undefined && !flags.new && !isCatalogued(slug))
      await refuseSlip(asked, { slug, open });
    return { dataset, client: asked };
  } catch (error) {
    const isNoServer = error instanceof CellboardError && ['UNREACHABLE', 'NOT_UNDERSTOOD'].includes(error.code);
    if (!client && isNoServer) return undefined;
    throw error;
  }
}

/** A mistyped slug would make a dataset of its own, which stays for good once it is published. */
async function refuseSlip(
  client: CellboardClient,
  { slug, open }: { readonly slug: string; readonly open: readonly Dataset[] },
): Promise<void> {
  const datasets = [...open, ...(await importedDatasets(client))];
  const spellings = new Map<string, string>();
  for (const one of datasets) spellings.set(kebabCase(one.name), one.slug).set(one.slug, one.slug);
  const spelled = spellings.has(slug) ? slug : similar(slug, [...spellings.keys()]);
  const meant = spelled === undefined ? undefined : spellings.get(spelled);
  if (meant !== undefined) throw maybeMeant(`There is no dataset "${slug}" on this server.`, slug, meant);
}

/** Whether a command of the catalogue imports a dataset under this slug, as `--dataset lynsec-2` does. */
function isCatalogued(slug: string): boolean {
  const commands = catalogDatasets.flatMap(({ facts }) => facts.commands);
  return commands.some((command) => command.split(/\s+/).join(' ').concat(' ').includes(` --dataset ${slug} `));
}

async function publishedDataset(client: CellboardClient, slug: string): Promise<Dataset | null> {
  try {
    const dataset = await client.api.datasets.get.query({ dataset: slug });
    return dataset.version === null ? null : dataset;
  } catch (error) {
    if (error instanceof CellboardError && error.code === 'DATASET_NOT_FOUND') return null;
    throw error;
  }
}

/** The options that describe a dataset, by what they say of it. */
const options = {
  name: '--name',
  object: '--object',
  source: '--source',
  description: '--description',
  licence: '--licence',
  redistributable: '--redistributable',
  sourceUrl: '--source-url',
  citation: '--citation',
} as const;

/**
 * The description of a dataset for its next images: what the options leave out is as the server has it.
 *
 * @throws UsageError naming the options that describe it otherwise, and what the server has
 */
export function describedAs(stored: Dataset, wanted: NewDataset, flags: CommonFlags): NewDataset {
  const given = (Object.keys(options) as (keyof typeof options)[]).filter(
    (key) => key === 'object' || flags[key] !== undefined,
  );
  // Datasets of early releases do not say what their truths outline.
  const known = given.filter((key) => key !== 'object' || stored.object !== null);
  const other = known.filter((key) => !isDeepStrictEqual(stored[key], wanted[key]));
  if (other.length > 0) {
    const list = other.map((key) => `${options[key]} (it has ${JSON.stringify(stored[key])})`).join(', ');
    const change = other.some((key) => key === 'object' || key === 'source')
      ? ''
      : ', or change the description with "cellboard datasets describe"';
    throw new UsageError(
      `The dataset ${stored.slug} exists already, and these options describe it otherwise: ${list}. ` +
        `Use what it has, choose another slug with --dataset${change}.`,
    );
  }
  const { slug, name, description, licence, redistributable, sourceUrl, citation } = stored;
  const kept = { slug, name, description, licence, redistributable, sourceUrl, citation };
  const { source, ...rest } = wanted;
  const said = Object.fromEntries(given.map((key) => [key, wanted[key]]));
  return { ...rest, ...kept, ...said, ...(flags.source !== undefined && source !== undefined && { source }) };
}

/** The task of one's own, named as the dataset is if the options do not name it. */
export function taskFor(task: NewTask | undefined, dataset: NewDataset, flags: CommonFlags): NewTask | undefined {
  return task && flags.taskName === undefined ? { ...task, name: dataset.name } : task;
}

/** What a dry run has to say of the dataset on the server. */
export function storedLine(stored: Stored | undefined, { slug }: NewDataset, url: string): string {
  if (!stored) return `No server answers at ${url}, so it cannot be checked whether it has a dataset ${slug} already.`;
  if (!stored.dataset) return `${slug} is a new dataset on the server.`;
  const version = `version ${String(stored.dataset.version)}`;
  if (!stored.dataset.published) return `The server has an open ${version} of ${slug}, which takes the images.`;
  return (
    `The server has ${slug} already: ${version} is published, and takes no other images. ` +
    `To correct it or add images, first open its next version with "cellboard datasets open-version ${slug}".`
  );
}
