import { CellSide, CellSort, CellStatus, Slug, type Cell, type CellSizes } from '@cellboard/contract';
import { CellboardError, type CellboardClient } from '@cellboard/sdk';
import { Command, Option } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import { lookUp, withServerOptions, type ServerFlags } from '../server/connect.ts';
import { findTask } from '../server/known-names.ts';
import { parseWords } from '../server/parse-words.ts';
import { print } from '../terminal.ts';
import { namesInstead } from '../unknown-name.ts';
import { UsageError } from '../usage-error.ts';
import { cellsCsv, cellsTable, sizesCsv, sizesTable } from './cells-table.ts';

interface CellsFlags extends ServerFlags {
  readonly task: string;
  readonly dataset: string;
  readonly image?: string;
  readonly side?: CellSide;
  readonly status?: CellStatus;
  readonly sort: CellSort;
  readonly descending?: true;
  readonly limit: string;
  readonly sizes?: true;
  readonly json?: true;
  readonly csv?: true;
}

/** Most cells that the server answers at once. */
const AT_ONCE = 500;

/** Most cells that are listed; more are downloaded as a file. */
const MOST = 100_000;

/** `cellboard cells`: the cells behind a result. */
export function cellsCommand(signal: AbortSignal): Command {
  const command = new Command('cells')
    .summary('List the cells behind a result, the worst first')
    .description(
      'Lists the truth cells and predicted cells of a result on a leaderboard with what became of each: matched, missed, ' +
        'invented, split, merged, or found with a boundary that agrees too little. Needs no token.',
    )
    .argument('<candidate>', 'model and candidate, such as cellpose/cyto3; the model alone where it has one candidate')
    .requiredOption('--task <task>', 'the task of the leaderboard')
    .requiredOption('--dataset <dataset>', 'the dataset of the task')
    .option('--image <name>', 'only the cells of one image')
    .addOption(new Option('--side <side>', 'only truth cells or only predicted ones').choices(CellSide.options))
    .addOption(new Option('--status <status>', 'only the cells that this became of').choices(CellStatus.options))
    .addOption(new Option('--sort <column>', 'put them in the order of this').choices(CellSort.options).default('iou'))
    .option('--descending', 'the largest value first')
    .option('--limit <n>', 'list at most so many', '20')
    .option('--sizes', 'count the cells by size instead');
  return withServerOptions(command)
    .option('--json', 'print the cells as JSON')
    .option('--csv', 'print the cells as CSV')
    .addHelpText('after', exitCodeHelp)
    .action(async (candidate: string, flags: CellsFlags) => {
      await showCells(candidate, flags, signal);
    });
}

async function showCells(candidate: string, flags: CellsFlags, signal: AbortSignal): Promise<void> {
  if (flags.json && flags.csv) throw new UsageError('--json and --csv cannot be printed at once. Choose one.');
  const limit = limitOf(flags.limit);
  const task = parseWords(Slug, flags.task, { '': '--task' });
  const dataset = parseWords(Slug, flags.dataset, { '': '--dataset' });
  const client = await lookUp(flags, signal);
  await findTask(client, task);
  const slice = { task, dataset, candidate: await candidateId(client, candidate) };
  if (flags.sizes) printSizes(await client.api.cells.bySize.query(slice), flags);
  else printCells(await listCells(client, { ...slice, ...filterOf(flags) }, limit), flags);
}

/** Which cells, in which order. */
function filterOf({ image, side, status, sort, descending }: CellsFlags) {
  return {
    ...(image !== undefined && { image }),
    ...(side && { side }),
    ...(status && { status }),
    sort,
    order: descending ? ('descending' as const) : ('ascending' as const),
  };
}

type ListQuery = Parameters<CellboardClient['api']['cells']['list']['query']>[0];

async function listCells(client: CellboardClient, query: ListQuery, limit: number): Promise<Cell[]> {
  const cells: Cell[] = [];
  let next: string | null | undefined;
  while (cells.length < limit && next !== null) {
    const page = { limit: Math.min(AT_ONCE, limit - cells.length), ...(next !== undefined && { cursor: next }) };
    const answer: { items: Cell[]; next: string | null } = await client.api.cells.list.query({ ...query, ...page });
    cells.push(...answer.items);
    next = answer.next;
  }
  return cells;
}

function printCells(cells: readonly Cell[], { json, csv }: CellsFlags): void {
  if (json) print(JSON.stringify(cells));
  else print(csv ? cellsCsv(cells) : cellsTable(cells));
}

function printSizes({ bins }: CellSizes, { json, csv }: CellsFlags): void {
  if (json) print(JSON.stringify(bins));
  else print(csv ? sizesCsv(bins) : sizesTable(bins));
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST) return limit;
  throw new UsageError(
    `--limit: "${text}" is not a whole number from 1 to ${MOST.toLocaleString('en')}. Download the file of all cells where you need more.`,
  );
}

/**
 * The id of a candidate, by model and candidate.
 *
 * @throws UsageError if there is none, or the model has several and none is named
 */
async function candidateId(client: CellboardClient, given: string) {
  const [model = '', name] = given.split('/');
  const slug = parseWords(Slug, model, { '': '<candidate>' });
  const found = await client.api.models.get.query({ model: slug }).catch((error: unknown) => {
    if (!(error instanceof CellboardError) || error.code !== 'MODEL_NOT_FOUND') throw error;
    throw new UsageError(`There is no model "${slug}" on this server.`, { cause: error });
  });
  const { candidates } = found;
  const [only, ...others] = candidates;
  if (name === undefined && only && others.length === 0) return only.id;
  const candidate = candidates.find((one) => one.slug === name);
  if (candidate) return candidate.id;
  const names = candidates.map((one) => `${slug}/${one.slug}`);
  const said = name === undefined ? `The model ${slug} has several candidates.` : `There is no candidate "${given}".`;
  throw new UsageError(`${said} ${namesInstead(given, { things: 'candidates', names })}`);
}
