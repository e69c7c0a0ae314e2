import type { NewDataset } from '@cellboard/contract';
import type { Defect, LayoutImage, LayoutSource, Note, PublishedLayout } from '@cellboard/datasets';
import { exitCode } from '../exit-code.ts';
import { connect } from '../server/connect.ts';
import { count, print, tell, tellList, tellSome } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { carryOut, tellFailures, tellResult } from './carry-out.ts';
import { datasetOf, tagsOf, taskOf, type LayoutFlags } from './import-flags.ts';

/** A dataset on the disk, and how it is to be read. */
export interface LayoutFolder {
  readonly layout: PublishedLayout;
  readonly root: string;
}

/**
 * Imports a dataset as its authors publish it into a running server. It is read twice, one image at a time: first
 * everything is checked, then it is sent.
 *
 * @returns the exit code
 * @throws UsageError, DatasetError or CellboardError if it cannot be done at all
 */
export async function importLayout(
  { layout, root }: LayoutFolder,
  flags: LayoutFlags,
  signal: AbortSignal,
): Promise<number> {
  const source = sourceOf({ layout, root }, flags);
  const dataset = withProvenance(datasetOf(flags), { layout, root }, source);
  const task = taskOf({ ...flags, object: source.outlined ?? layout.outlines[0] });
  const survey = await surveyAll(layout.read(source), signal);
  tellSurvey(survey);
  if (survey.images.length === 0) throw new UsageError(`There is no image to import in ${root}.`);
  if (flags.dryRun) return tellPlan(survey, dataset, flags.json === true);
  if (survey.defects.length > 0 && !flags.skipDefects) {
    throw new UsageError(
      'Nothing was imported, because a published dataset cannot be changed. Mend the defects, or leave them out with --skip-defects.',
    );
  }
  const total = survey.images.length;
  const images = imagesOf(layout.read(source));
  const result = await carryOut(await connect(flags, signal), {
    dataset,
    task,
    images,
    total,
    publish: flags.publish,
    signal,
  });
  if (result.failures.length > 0) return tellFailures(result);
  tellResult(result, flags);
  return survey.defects.length > 0 ? exitCode.someFailed : exitCode.done;
}

function sourceOf({ layout, root }: LayoutFolder, flags: LayoutFlags): LayoutSource {
  const outlined = flags.object ?? layout.outlines[0];
  return { root, part: flags.part, outlined, overlap: flags.overlap, tags: tagsOf(flags) };
}

/** Says at the end of the description how the truth came about, since it cannot be told from the files. */
function withProvenance(
  dataset: NewDataset,
  { layout }: LayoutFolder,
  { part, outlined, overlap }: LayoutSource,
): NewDataset {
  const said = [
    `Imported from ${layout.name}${part === undefined ? '' : `, part ${part}`}`,
    `outlined: ${outlined ?? layout.outlines[0]}`,
    `where cells overlap: ${overlap ?? 'smaller'}`,
  ];
  return {
    ...dataset,
    description: [dataset.description, `${said.join('; ')}.`].filter((text) => text !== '').join('\n\n'),
  };
}

/** An image as far as it is remembered: all but its files. */
type Seen = Pick<LayoutImage, 'name' | 'tags' | 'cells'>;

interface Survey {
  readonly images: readonly Seen[];
  readonly defects: readonly Defect[];
  readonly notes: readonly Note[];
}

async function surveyAll(entries: ReturnType<PublishedLayout['read']>, signal: AbortSignal): Promise<Survey> {
  const images: Seen[] = [];
  const defects: Defect[] = [];
  const notes: Note[] = [];
  for await (const entry of entries) {
    signal.throwIfAborted();
    if (entry.kind === 'image') images.push({ name: entry.name, tags: entry.tags, cells: entry.cells });
    else if (entry.kind === 'defect') defects.push(entry);
    else notes.push(entry);
  }
  return { images, defects, notes };
}

async function* imagesOf(entries: ReturnType<PublishedLayout['read']>): AsyncGenerator<LayoutImage> {
  for await (const entry of entries) if (entry.kind === 'image') yield entry;
}

function tellSurvey({ defects, notes }: Survey): void {
  const line = ({ name, message }: Defect | Note) => `${name}: ${message}`;
  tellSome(`${count(notes.length, 'note')} on the dataset, which keep no image out:`, notes.map(line));
  tellList(`${count(defects.length, 'defect')} of the dataset:`, defects.map(line));
}

function tellPlan({ images, defects, notes }: Survey, dataset: NewDataset, json: boolean): number {
  if (json) {
    print(JSON.stringify({ dataset: dataset.slug, description: dataset.description, images, defects, notes }));
  } else {
    const cells = images.reduce((sum, image) => sum + image.cells, 0);
    print(`Would import ${count(images.length, 'image')} with ${count(cells, 'cell')} into ${dataset.slug}:`);
    for (const [kind, { number, cells }] of kindsOf(images))
      print(`  ${String(number).padStart(6)}  ${kind}: ${count(cells, 'cell')}`);
    tell(dataset.description);
  }
  return defects.length > 0 ? exitCode.someFailed : exitCode.done;
}

function kindsOf(images: readonly Seen[]): Map<string, { number: number; cells: number }> {
  const kinds = new Map<string, { number: number; cells: number }>();
  for (const { tags, cells } of images) {
    const kind = [tags.cellType, tags.modality, tags.stain, tags.tissue].filter((word) => word !== null).join(', ');
    const sum = kinds.get(kind) ?? { number: 0, cells: 0 };
    kinds.set(kind, { number: sum.number + 1, cells: sum.cells + cells });
  }
  return kinds;
}
