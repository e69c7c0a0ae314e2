import type { NewDataset, NewTask, Provenance, QualityReport } from '@cellboard/contract';
import { qualityReport, shortened, type LayoutProvenance } from '@cellboard/datasets';
import type { CellboardClient } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { connect } from '../server/connect.ts';
import { count, print } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';
import { checkWritable, writeAtomically } from '../write-atomically.ts';
import { carryOut, tellFailures, tellResult } from './carry-out.ts';
import { findLookalikes } from './find-lookalikes.ts';
import type { CommonFlags } from './import-flags.ts';
import { qualityLines } from './quality-words.ts';
import { reachServer } from './reach-server.ts';
import { kindLines, surveyAll, tellSurvey, type ImportEntry, type Survey } from './survey.ts';

/** A dataset on the disk, and what becomes of it. */
export interface ImportSource {
  /** Where it lies, for messages. */
  readonly root: string;
  readonly dataset: NewDataset;
  readonly task: NewTask | undefined;
  /** Reads it from its beginning; the same at every time. */
  readonly read: () => AsyncIterable<ImportEntry>;
  readonly provenance: () => Promise<LayoutProvenance>;
}

/**
 * Imports a dataset into a running server. It is read twice, an image at a time: first everything is checked and
 * measured, then what is not there yet is sent.
 *
 * @returns the exit code
 * @throws UsageError, DatasetError or CellboardError if it cannot be done at all
 */
export async function importDataset(source: ImportSource, flags: CommonFlags, signal: AbortSignal): Promise<number> {
  if (flags.report !== undefined) await checkWritable(flags.report);
  const { dataset } = source;
  const client = flags.dryRun ? undefined : await connect(flags, signal);
  if (client) await reachServer(client, dataset.slug);
  const survey = await surveySound(source, flags, signal);
  const provenance = await describe(source);
  const quality = await assess(survey, { client, dataset: dataset.slug });
  if (flags.report !== undefined) await writeAtomically(flags.report, `${JSON.stringify(quality, null, 2)}\n`);
  if (!flags.json) print(qualityLines(quality).join('\n'));
  if (!client) return tellPlan({ survey, dataset, provenance, quality }, flags.json === true);
  const result = await carryOut(client, {
    ...source,
    images: survey.images,
    kept: { provenance, quality: shortened(quality) },
    publish: flags.publish,
    signal,
  });
  if (result.failures.length > 0) return tellFailures(result);
  tellResult(result, quality, flags);
  return survey.defects.length > 0 ? exitCode.someFailed : exitCode.done;
}

/** Reads the dataset and tells what is wrong with it; throws where that keeps it from being imported. */
async function surveySound(source: ImportSource, flags: CommonFlags, signal: AbortSignal): Promise<Survey> {
  const survey = await surveyAll(source.read(), signal);
  tellSurvey(survey);
  if (survey.images.length === 0) throw new UsageError(`There is no image to import in ${source.root}.`);
  if (survey.defects.length > 0 && !flags.skipDefects && !flags.dryRun) {
    throw new UsageError(
      'Nothing was imported, because a published dataset cannot be changed. Mend the defects, or leave them out with --skip-defects.',
    );
  }
  return survey;
}

/** From what the truths are made, how, and by what. */
async function describe(source: ImportSource): Promise<Provenance> {
  const { files, ...how } = await source.provenance();
  return { ...how, files: [...files], software: `cellboard ${version}` };
}

async function assess(
  { images }: Survey,
  { client, dataset }: { client: CellboardClient | undefined; dataset: string },
): Promise<QualityReport> {
  const lookalikes = client ? await findLookalikes(client, dataset, images) : [];
  return qualityReport(
    images.map(({ measures }) => measures),
    lookalikes,
  );
}

interface Plan {
  readonly survey: Survey;
  readonly dataset: NewDataset;
  readonly provenance: Provenance;
  readonly quality: QualityReport;
}

function tellPlan({ survey, dataset, provenance, quality }: Plan, json: boolean): number {
  const { images, defects, notes } = survey;
  if (json) {
    const rows = images.map(({ name, measures: { tags, areas } }) => ({ name, tags, cells: areas.length }));
    const plan = { dataset: dataset.slug, about: dataset, images: rows, defects, notes, provenance, quality };
    print(JSON.stringify(plan));
  } else {
    const { name, slug, licence, redistributable } = dataset;
    print(`Would import ${count(images.length, 'image')} with ${count(quality.cells, 'cell')} into ${slug}:`);
    for (const line of kindLines(images)) print(line);
    print(`${name}; licence: ${licence}; its files ${redistributable ? 'may' : 'must not'} be handed on.`);
    print(provenanceLine(provenance));
  }
  return defects.length > 0 ? exitCode.someFailed : exitCode.done;
}

/** From what the truths come, in a line. */
function provenanceLine({ layout, part, outlined, overlap, files }: Provenance): string {
  const [first, ...others] = files.map(({ name }) => name);
  const from =
    first === undefined ? '' : `; truths from ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`;
  return `Read as ${layout}${part === null ? '' : `, part ${part}`}; outlined: ${outlined}; where cells overlap: ${overlap}${from}.`;
}
