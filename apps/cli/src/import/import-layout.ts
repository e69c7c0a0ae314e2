import { catalogDatasetFor, recordsOf } from '@cellboard/catalog';
import { provenanceOf, type LayoutEntry, type LayoutSource, type PublishedLayout } from '@cellboard/datasets';
import { choiceOf } from '../label-choice.ts';
import { datasetOf } from './describe-dataset.ts';
import { importDataset } from './import-dataset.ts';
import { onPlane } from './image-plane.ts';
import { unpacked } from './unpacked.ts';
import { publishedCounts } from './published-counts.ts';
import { columnsOf, idRuleOf, tagsOf, taskOf, type LayoutFlags } from './import-flags.ts';

/** A dataset on the disk, and how to read it. */
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
  // Other layouts read archives themselves, such as sets of outlines.
  if (catalogDatasetFor(id) === undefined) return importFolder({ id, layout, root }, flags, signal);
  return unpacked(root, signal, (folder) =>
    importFolder({ id, layout: namedAs(root, folder, layout), root: folder }, flags, signal),
  );
}

/** The layout, whose texts name what the curator gave, not its unpacked copy, which is removed afterwards. */
function namedAs(given: string, copy: string, layout: PublishedLayout): PublishedLayout {
  const shown = (text: string) => text.replaceAll(copy, given);
  const read = async function* (source: LayoutSource): AsyncGenerator<LayoutEntry> {
    for await (const entry of layout.read(source)) {
      if (entry.kind !== 'image') yield { ...entry, message: shown(entry.message) };
      else
        yield {
          ...entry,
          files: async () => {
            const { truthPath, ...files } = await entry.files();
            return truthPath === undefined ? files : { ...files, truthPath: shown(truthPath) };
          },
        };
    }
  };
  return given === copy ? layout : { ...layout, read };
}

async function importFolder(
  { id, layout, root }: LayoutFolder,
  flags: LayoutFlags,
  signal: AbortSignal,
): Promise<number> {
  const { part, overlap, withoutTruth } = flags;
  const [usual] = layout.outlines;
  const { object = usual } = flags;
  const dataset = datasetOf(flags, { layout: id, part, object, usual });
  const task = taskOf(flags, dataset);
  const choices = { part, outlined: object, overlap, tags: tagsOf(flags), choice: choiceOf(flags) };
  const source: LayoutSource = { root, ...choices, withoutTruth, columns: columnsOf(flags) };
  const read = () => onPlane(layout.read(source), flags.imagePlane);
  const ids = idRuleOf(flags, { isPublished: catalogDatasetFor(id) !== undefined, hasChoice: layout.listed ?? false });
  // Figures of the publication are those of its first record.
  const isRecord = recordsOf(id).includes(dataset.slug);
  const published = publishedCounts(isRecord ? undefined : catalogDatasetFor(id), { part, object });
  const provenance = () => provenanceOf(id, source);
  return importDataset(
    { root, dataset, task, read, provenance, published, ids, hasPlanes: layout.listed ?? false },
    flags,
    signal,
  );
}
