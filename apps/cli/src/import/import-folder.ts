import { readFile } from 'node:fs/promises';
import type { NewDataset } from '@cellboard/contract';
import { layouts, type DatasetImage, type Defect } from '@cellboard/datasets';
import { exitCode } from '../exit-code.ts';
import { connect } from '../server/connect.ts';
import { count, print, tellList } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { carryOut, tellFailures, tellResult } from './carry-out.ts';
import { datasetOf, sourceOf, taskOf, type ImportFlags } from './import-flags.ts';

/**
 * Imports a dataset of two folders into a running server.
 *
 * @returns the exit code
 * @throws UsageError, DatasetError or CellboardError if it cannot be done at all
 */
export async function importFolder(folder: string, flags: ImportFlags, signal: AbortSignal): Promise<number> {
  const dataset = datasetOf(flags);
  const task = taskOf(flags);
  const { images, defects } = await read(folder, flags, signal);
  tellList(
    `${count(defects.length, 'defect')} of the dataset:`,
    defects.map(({ name, message }) => `${name}: ${message}`),
  );
  if (images.length === 0) throw new UsageError(`There is no image to import in ${folder}.`);
  if (flags.dryRun) return tellPlan({ images, defects, dataset, json: flags.json === true });
  if (defects.length > 0 && !flags.skipDefects) {
    throw new UsageError(
      'Nothing was imported, because a published dataset cannot be changed. Mend the defects, or leave them out with --skip-defects.',
    );
  }
  const result = await carryOut(await connect(flags, signal), {
    dataset,
    task,
    images: images.map(({ name, tags, imagePath, truthPath }) => ({
      name,
      tags,
      files: async () => ({ image: await readFile(imagePath), truth: await readFile(truthPath), ignore: null }),
    })),
    total: images.length,
    publish: flags.publish,
    signal,
  });
  if (result.failures.length > 0) return tellFailures(result);
  tellResult(result, flags);
  return defects.length > 0 ? exitCode.someFailed : exitCode.done;
}

async function read(
  folder: string,
  flags: ImportFlags,
  signal: AbortSignal,
): Promise<{ images: DatasetImage[]; defects: Defect[] }> {
  const images: DatasetImage[] = [];
  const defects: Defect[] = [];
  for await (const entry of layouts.folder.read(sourceOf(folder, flags))) {
    signal.throwIfAborted();
    if (entry.kind === 'image') images.push(entry);
    else defects.push(entry);
  }
  return { images, defects };
}

interface Plan {
  readonly images: readonly DatasetImage[];
  readonly defects: readonly Defect[];
  readonly dataset: NewDataset;
  readonly json: boolean;
}

function tellPlan({ images, defects, dataset, json }: Plan): number {
  const kinds = new Map<string, number>();
  for (const { tags } of images) {
    const kind = `${tags.cellType}, ${tags.modality}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  if (json) {
    print(JSON.stringify({ dataset: dataset.slug, images: images.map(({ name, tags }) => ({ name, tags })), defects }));
  } else {
    print(`Would import ${count(images.length, 'image')} into ${dataset.slug}:`);
    for (const [kind, images] of kinds) print(`  ${String(images).padStart(6)}  ${kind}`);
  }
  return defects.length > 0 ? exitCode.someFailed : exitCode.done;
}
