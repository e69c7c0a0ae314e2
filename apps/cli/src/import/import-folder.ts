import type { NewDataset, NewTask } from '@cellboard/contract';
import { layouts, type DatasetImage, type Defect } from '@cellboard/datasets';
import type { CellboardClient } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { connect } from '../server/connect.ts';
import { readHashed, uploadAll, type Uploads } from '../server/upload-all.ts';
import { count, print, tell, tellList } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
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
    images,
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

interface Import {
  readonly dataset: NewDataset;
  readonly task: NewTask | undefined;
  readonly images: readonly DatasetImage[];
  readonly publish: boolean;
  readonly signal: AbortSignal;
}

interface ImportResult extends Uploads {
  readonly dataset: string;
  readonly images: number;
  readonly published: boolean;
  readonly task: string | null;
}

/** Makes the dataset, sends what is not there yet and, if all of it arrived, publishes it and makes the task. */
async function carryOut(
  client: CellboardClient,
  { dataset, task, images, publish, signal }: Import,
): Promise<ImportResult> {
  const { published: before } = await client.api.datasets.create.mutate(dataset);
  const uploads = await send(client, { dataset: dataset.slug, images, signal });
  const result = { dataset: dataset.slug, images: images.length, ...uploads, task: null };
  if (uploads.failures.length > 0 || !publish) return { ...result, published: before };
  if (!before) await client.api.datasets.publish.mutate({ dataset: dataset.slug });
  if (task) await client.api.tasks.create.mutate(task);
  return { ...result, published: true, task: task?.slug ?? null };
}

interface Sending {
  readonly dataset: string;
  readonly images: readonly DatasetImage[];
  readonly signal: AbortSignal;
}

async function send(client: CellboardClient, { dataset, images, signal }: Sending): Promise<Uploads> {
  const there = new Map((await client.api.datasets.files.query({ dataset })).map((file) => [file.name, file]));
  return uploadAll({
    items: images,
    signal,
    send: async ({ name, imagePath, truthPath, tags }) => {
      const [image, truth] = await Promise.all([readHashed(imagePath), readHashed(truthPath)]);
      const known = there.get(name);
      if (known?.imageSha256 === image.sha256 && known.truthSha256 === truth.sha256) return 'unchanged';
      const answer = await client.uploadImage(dataset, name, {
        image: image.bytes,
        truth: truth.bytes,
        tags: { ...tags, instanceSeg: true },
      });
      return answer.unchanged ? 'unchanged' : 'sent';
    },
  });
}

function tellFailures({ failures }: Uploads): number {
  tellList(
    `${count(failures.length, 'image')} could not be imported:`,
    failures.map(({ name, message }) => `${name}: ${message}`),
  );
  tell(
    'The dataset was not published. Mend them and give the same command again: what has been sent is not sent twice.',
  );
  return exitCode.someFailed;
}

function tellResult(
  { dataset, images, sent, unchanged, published, task }: ImportResult,
  { url, json }: ImportFlags,
): void {
  if (json) {
    print(JSON.stringify({ dataset, images, sent, unchanged, published, task }));
    return;
  }
  print(
    `${dataset}: ${count(images, 'image')}, ${String(sent)} sent and ${String(unchanged)} there before; ${published ? 'published' : 'open for more'}.`,
  );
  if (task !== null) print(`Task ${task}: ${url.replace(/\/+$/, '')}/leaderboards/${task}`);
}
