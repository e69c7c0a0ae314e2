import type { NewDataset, NewTask, Provenance, QualityReport } from '@cellboard/contract';
import { qualityReport, shortened, type LayoutProvenance } from '@cellboard/datasets';
import type { CellboardClient } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { connect } from '../server/connect.ts';
import { changesRows, joinedBoards, joinedLines, type JoinedBoard } from '../server/joined-boards.ts';
import { count, print, printLines, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';
import { checkWritable, writeAtomically } from '../write-atomically.ts';
import { carryOut, tellFailures, tellResult } from './carry-out.ts';
import { lookalikesIfAllowed } from './find-lookalikes.ts';
import type { CommonFlags } from './import-flags.ts';
import { keepTags, lostTags, lostTagsLine, type LostTags } from './lost-tags.ts';
import { countsLine, type PublishedCounts } from './published-counts.ts';
import { knownFiles, publishedVersion, type PublishedVersion } from './published-version.ts';
import { qualityLines } from './quality-lines.ts';
import { refuseCatalogued } from './refuse-catalogued.ts';
import { Spool } from './spool.ts';
import { describedAs, storedDataset, storedLine, taskFor, type Stored } from './stored-dataset.ts';
import {
  cellsOf,
  kindLines,
  surveyAll,
  tellSurvey,
  type IdRule,
  type ImportEntry,
  type Survey,
  type SurveyOptions,
} from './survey.ts';

/** A dataset on the disk, and what to make of it. */
export interface ImportSource {
  /** Where it lies, for messages. */
  readonly root: string;
  readonly dataset: NewDataset;
  readonly task: NewTask | undefined;
  /** Reads it from its beginning; the same each time. */
  readonly read: () => AsyncIterable<ImportEntry>;
  readonly provenance: () => Promise<LayoutProvenance>;
  /** What its authors say that it holds; undefined for images of the curator's own. */
  readonly published?: PublishedCounts | undefined;
  /** Whether ids of the truths are surely cells. */
  readonly ids: IdRule;
  /** Whether the command has an option for the plane of an image. */
  readonly hasPlanes: boolean;
  /** Counts its images, where that takes no time. */
  readonly total?: (() => Promise<number>) | undefined;
}

/**
 * Imports a dataset into a running server. First everything is checked and measured, an image at a time, then
 * what is not there yet is sent.
 *
 * @returns the exit code
 * @throws UsageError, DatasetError or CellboardError if it cannot be done at all
 */
export async function importDataset(source: ImportSource, flags: CommonFlags, signal: AbortSignal): Promise<number> {
  if (flags.report !== undefined) await checkWritable(flags.report);
  const client = flags.dryRun ? undefined : await connect(flags, signal);
  const stored = await storedDataset(source.dataset.slug, { client, flags, signal });
  refuseCatalogued(source.dataset, flags, Boolean(stored?.dataset));
  const dataset = stored?.dataset ? describedAs(stored.dataset, source.dataset, flags) : source.dataset;
  const known = await knownFiles(stored, flags);
  const there = publishedVersion(stored, known);
  await using spool = await spoolFor(flags);
  const keep: SurveyOptions['keep'] = (image, files) => spool.keep(image, files);
  const survey = await surveySound(thereOnly(source, there), { flags, signal, known, keep });
  there?.check(survey.images);
  const lost = await lostTags(stored, survey.images);
  if (client) checkLost(lost, flags);
  const provenance = await describe(source);
  const quality = await assess(survey, { client: stored?.client, dataset: dataset.slug });
  await tellQuality(quality, flags);
  const { published } = source;
  const joins = await joinsOf(dataset, { stored, survey, flags });
  if (!client) return tellPlan({ survey, dataset, stored, there, provenance, quality, published, lost, joins }, flags);
  tellJoins(joins);
  const result = await carryOut(client, {
    ...source,
    dataset,
    task: taskFor(source.task, dataset, flags),
    images: survey.images,
    read: (names) => spool.entries(names, source.read),
    kept: { provenance, quality: shortened(quality) },
    publish: flags.publish,
    signal,
  });
  if (result.failures.length > 0) return tellFailures(result);
  tellResult({ ...result, joins }, quality, flags);
  tellCounts(published, { survey, quality }, flags);
  return survey.defects.length > 0 ? exitCode.someFailed : exitCode.done;
}

/** A dry run sends nothing, so it needs no room. */
function spoolFor({ dryRun }: CommonFlags): Promise<Spool> {
  return Spool.open(dryRun ? 0 : undefined);
}

function tellJoins(joins: readonly JoinedBoard[] = []): void {
  if (joins.some(changesRows)) tell(...joinedLines(joins));
}

/** What publishing does to the boards; undefined where it is not published now, or no server answers. */
async function joinsOf(
  dataset: NewDataset,
  { stored, survey, flags }: { stored: Stored | undefined; survey: Survey; flags: CommonFlags },
): Promise<JoinedBoard[] | undefined> {
  if (!stored || !flags.publish || stored.dataset?.published) return undefined;
  const isScored = survey.images.some(({ measures }) => measures.cells !== null);
  return isScored ? joinedBoards(stored.client, dataset) : [];
}

/** @throws UsageError if tags would be lost and nothing says that it is meant */
function checkLost(lost: LostTags | undefined, { dropTags }: CommonFlags): void {
  if (!lost) return;
  if (!dropTags) throw new UsageError(`Nothing was imported: ${lostTagsLine(lost)} ${keepTags}`);
  tell(lostTagsLine(lost));
}

async function tellQuality(quality: QualityReport, { report, json }: CommonFlags): Promise<void> {
  if (report !== undefined) await writeAtomically(report, `${JSON.stringify(quality, null, 2)}\n`);
  if (!json) printLines(...qualityLines(quality));
}

function tellCounts(
  published: PublishedCounts | undefined,
  found: Pick<Plan, 'survey' | 'quality'>,
  { json }: CommonFlags,
): void {
  if (published && !json) printLines(countsLine(published, foundCounts(found)));
}

/** The source, which stops at the first image that a published version does not have. */
function thereOnly(source: ImportSource, there: PublishedVersion | undefined): ImportSource {
  return there ? { ...source, read: () => there.only(source.read()) } : source;
}

/** How many images there are, as far as it is known before they are read. */
async function totalOf({ total, published }: ImportSource): Promise<{ total?: number; isAbout?: boolean }> {
  const counted = await total?.().catch(() => undefined); // reading it says what is wrong
  if (counted !== undefined) return { total: counted };
  const isWhole = published?.part === null && published.images !== null;
  return isWhole ? { total: published.images, isAbout: true } : {};
}

/** Reads the dataset and prints what is wrong with it; throws where nothing can be imported. */
async function surveySound(
  source: ImportSource,
  { flags, signal, ...options }: { flags: CommonFlags; signal: AbortSignal } & Pick<SurveyOptions, 'known' | 'keep'>,
): Promise<Survey> {
  const survey = await surveyAll(source.read(), signal, {
    ids: source.ids,
    hasPlanes: source.hasPlanes,
    ...options,
    ...(await totalOf(source)),
  });
  tellSurvey(survey);
  const { images, defects, notes } = survey;
  const refused = defects.length > 0 && !flags.skipDefects && !flags.dryRun;
  if (flags.json && (refused || images.length === 0)) print(JSON.stringify({ images: images.length, defects, notes }));
  if (images.length === 0) throw new UsageError(`There is no image to import in ${source.root}.`);
  if (refused) {
    throw new UsageError(
      'Nothing was imported, because a published dataset cannot be changed. Fix the defects, or leave them out with --skip-defects.',
    );
  }
  return survey;
}

/** What the truths were made from, how, and by which software. */
async function describe(source: ImportSource): Promise<Provenance> {
  const { files, ...how } = await source.provenance();
  return { ...how, files: [...files], software: `cellboard ${version}` };
}

async function assess(
  { images }: Survey,
  { client, dataset }: { client: CellboardClient | undefined; dataset: string },
): Promise<QualityReport> {
  const lookalikes = client ? await lookalikesIfAllowed(client, dataset, images) : [];
  if (!lookalikes) tell('Whether its pictures are in other datasets is only known with the operator token.');
  return qualityReport(
    images.map(({ measures }) => measures),
    lookalikes ?? [],
  );
}

interface Plan {
  readonly survey: Survey;
  readonly dataset: NewDataset;
  /** What the server has of it; undefined where no server answers. */
  readonly stored: Stored | undefined;
  /** The published version, which has all of the images; undefined where there is none. */
  readonly there: PublishedVersion | undefined;
  readonly provenance: Provenance;
  readonly quality: QualityReport;
  readonly published: PublishedCounts | undefined;
  /** Tags that would be lost. */
  readonly lost: LostTags | undefined;
  readonly joins: readonly JoinedBoard[] | undefined;
}

function tellPlan(plan: Plan, { json, skipDefects, dropTags, url }: CommonFlags): number {
  const { survey, dataset, stored, provenance, published, lost, joins } = plan;
  const { images, defects } = survey;
  if (json) {
    print(JSON.stringify(planRows(plan)));
  } else {
    const { name, object, licence, redistributable } = dataset;
    printLines(verdict(plan, skipDefects === true), ...kindLines(images));
    if (published) printLines(countsLine(published, foundCounts(plan)));
    printLines(`${name}; licence: ${licence}; its files ${redistributable ? 'may' : 'must not'} be shared.`);
    const usual = `Publishing puts it on the board of ${object === 'nucleus' ? 'Nuclei' : 'Cells'}.`;
    printLines(...(joins ? joinedLines(joins) : [usual]), provenanceLine(provenance));
    printLines(storedLine(stored, dataset, url));
    if (lost) printLines(`${lostTagsLine(lost)}${dropTags ? '' : ` ${keepTags}`}`);
  }
  return defects.length > 0 || (lost && !dropTags) ? exitCode.someFailed : exitCode.done;
}

function foundCounts({ survey, quality }: Pick<Plan, 'survey' | 'quality'>): { images: number; cells: number } {
  return { images: survey.images.length, cells: quality.cells };
}

/** The plan for programs. */
function planRows(plan: Plan): object {
  const { survey, dataset, stored, provenance, quality, published = null, lost = null, joins = null } = plan;
  const { images, defects, notes } = survey;
  const rows = images.map(({ name, measures }) => ({
    name,
    tags: measures.tags,
    cells: measures.cells && cellsOf(measures),
  }));
  const there = stored && { version: stored.dataset?.version ?? null, published: stored.dataset?.published ?? false };
  return {
    ...{ dataset: dataset.slug, about: dataset, there: there ?? null },
    ...{ found: foundCounts(plan), published, lostTags: lost, joins },
    ...{ images: rows, defects, notes, provenance, quality },
  };
}

/** What would be imported: nothing that is there, and nothing while the options do not leave defects out. */
function verdict(
  { survey, dataset, quality, there }: Pick<Plan, 'survey' | 'dataset' | 'quality' | 'there'>,
  skipDefects: boolean,
): string {
  const { images, defects } = survey;
  const bare = quality.withoutTruth === 0 ? '' : `, ${count(quality.withoutTruth, 'image')} without truth,`;
  const sound = `${count(images.length, 'image')} with ${count(quality.cells, 'cell')}${bare}`;
  if (there && (defects.length === 0 || skipDefects))
    return `Would import nothing: version ${String(there.number)} of ${dataset.slug} has all of it, ${sound}:`;
  if (defects.length === 0 || skipDefects) return `Would import ${sound} into ${dataset.slug}:`;
  const them = defects.length === 1 ? 'the defect' : `the ${String(defects.length)} defects`;
  return `Would import nothing: fix ${them}, or import the rest with --skip-defects: ${sound}, into ${dataset.slug}:`;
}

/** Where the truths come from, in a line. */
function provenanceLine({ layout, part, outlined, overlap, files }: Provenance): string {
  const [first, ...others] = files.map(({ name }) => name);
  const from =
    first === undefined ? '' : `; truths from ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`;
  return `Read as ${layout}${part === null ? '' : `, part ${part}`}; outlined: ${outlined}; where cells overlap: ${overlap}${from}.`;
}
