import { folderImageFiles, layouts, listFolder, provenanceOf, type FolderSource } from '@cellboard/datasets';
import { datasetOf } from './describe-dataset.ts';
import { importDataset } from './import-dataset.ts';
import { onPlane } from './image-plane.ts';
import { idRuleOf, sourceOf, taskOf, type ImportFlags } from './import-flags.ts';
import type { ImportEntry } from './survey.ts';

/**
 * Imports a dataset of two folders into a running server.
 *
 * @returns the exit code
 * @throws UsageError, DatasetError or CellboardError if it cannot be done at all
 */
export async function importFolder(root: string, flags: ImportFlags, signal: AbortSignal): Promise<number> {
  const { object } = flags;
  const dataset = datasetOf(flags, { layout: 'folder', object, usual: object });
  const task = taskOf(flags, dataset);
  const source = sourceOf(root, flags);
  const provenance = () => provenanceOf('folder', { ...source, outlined: object });
  const ids = idRuleOf(flags, { isPublished: false, hasChoice: true });
  const read = () => onPlane(entriesOf(source), flags.imagePlane);
  const total = async () => (await listFolder(source.images)).files.length;
  return importDataset({ root, dataset, task, read, provenance, ids, total, hasPlanes: true }, flags, signal);
}

async function* entriesOf(source: FolderSource): AsyncGenerator<ImportEntry> {
  for await (const entry of layouts.folder.read(source)) {
    if (entry.kind !== 'image') {
      yield entry;
      continue;
    }
    const { kind, name, tags, ownKind } = entry;
    yield { kind, name, tags, ...(ownKind !== undefined && { ownKind }), files: () => folderImageFiles(entry) };
  }
}
