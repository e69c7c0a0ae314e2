import { provenanceOf, type LayoutSource, type PublishedLayout } from '@cellboard/datasets';
import { datasetOf } from './dataset-words.ts';
import { importDataset } from './import-dataset.ts';
import { tagsOf, taskOf, type LayoutFlags } from './import-flags.ts';

/** A dataset on the disk, and how it is to be read. */
export interface LayoutFolder {
  readonly id: string;
  readonly layout: PublishedLayout;
  readonly root: string;
}

/**
 * Imports a dataset as its authors publish it into a running server.
 *
 * @returns the exit code
 * @throws UsageError, DatasetError or CellboardError if it cannot be done at all
 */
export async function importLayout(
  { id, layout, root }: LayoutFolder,
  flags: LayoutFlags,
  signal: AbortSignal,
): Promise<number> {
  const { part, overlap } = flags;
  const [usual] = layout.outlines;
  const outlined = flags.object ?? usual;
  const dataset = datasetOf(flags, { layout: id, part, otherObject: outlined === usual ? undefined : outlined });
  const task = taskOf(flags, dataset, outlined);
  const source: LayoutSource = { root, part, outlined, overlap, tags: tagsOf(flags) };
  const read = () => layout.read(source);
  return importDataset({ root, dataset, task, read, provenance: () => provenanceOf(id, source) }, flags, signal);
}
