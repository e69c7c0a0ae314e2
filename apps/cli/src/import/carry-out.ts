import type { DatasetFiles, NewDataset, NewTask } from '@cellboard/contract';
import type { DatasetTags, ImageFiles } from '@cellboard/datasets';
import type { CellboardClient, ImageUpload } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import { hashOf, uploadAll, type Uploads } from '../server/upload-all.ts';
import { count, print, tell, tellList } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { CommonFlags } from './import-flags.ts';

/** An image to be sent; its files are read when its turn comes. */
export interface ImportImage {
  readonly name: string;
  readonly tags: DatasetTags;
  readonly files: () => Promise<ImageFiles>;
}

/** A dataset to be made, with all that goes into it. */
export interface Import {
  readonly dataset: NewDataset;
  readonly task: NewTask | undefined;
  readonly images: Iterable<ImportImage> | AsyncIterable<ImportImage>;
  /** How many images there are. */
  readonly total: number;
  readonly publish: boolean;
  readonly signal: AbortSignal;
}

/** What became of it. */
export interface ImportResult extends Uploads {
  readonly dataset: string;
  readonly images: number;
  readonly published: boolean;
  readonly task: string | null;
}

/**
 * Makes the dataset, sends what is not there yet and, if all of it arrived, publishes it and makes the task.
 *
 * @throws CellboardError if the server cannot be used at all, UsageError if the images were not as many as said
 */
export async function carryOut(
  client: CellboardClient,
  { dataset, task, images, total, publish, signal }: Import,
): Promise<ImportResult> {
  const { published: before } = await client.api.datasets.create.mutate(dataset);
  const uploads = await send(client, { dataset: dataset.slug, images, total, signal });
  const result = { dataset: dataset.slug, images: total, ...uploads, task: null };
  if (uploads.failures.length > 0 || !publish) return { ...result, published: before };
  if (uploads.sent + uploads.unchanged !== total) {
    throw new UsageError(
      `Found sound: ${count(total, 'image')}; sent: ${String(uploads.sent + uploads.unchanged)}. The files changed meanwhile. ` +
        'The dataset was not published. Give the same command again.',
    );
  }
  if (!before) await client.api.datasets.publish.mutate({ dataset: dataset.slug });
  if (task) await client.api.tasks.create.mutate(task);
  return { ...result, published: true, task: task?.slug ?? null };
}

interface Sending extends Pick<Import, 'images' | 'total' | 'signal'> {
  readonly dataset: string;
}

async function send(client: CellboardClient, { dataset, images, total, signal }: Sending): Promise<Uploads> {
  const there = new Map((await client.api.datasets.files.query({ dataset })).map((file) => [file.name, file]));
  return uploadAll({
    items: images,
    total,
    signal,
    send: async ({ name, tags, files }) => {
      const upload = { ...(await files()), tags: { ...tags, instanceSeg: true } };
      if (isThere(there.get(name), upload)) return 'unchanged';
      const answer = await client.uploadImage(dataset, name, upload);
      return answer.unchanged ? 'unchanged' : 'sent';
    },
  });
}

function isThere(known: DatasetFiles[number] | undefined, { image, truth, ignore }: ImageUpload): boolean {
  return (
    known?.imageSha256 === hashOf(image) &&
    known.truthSha256 === hashOf(truth) &&
    known.ignoreSha256 === (ignore && hashOf(ignore))
  );
}

/** Names what could not be sent, and returns the exit code. */
export function tellFailures({ failures }: Uploads): number {
  tellList(
    `${count(failures.length, 'image')} could not be imported:`,
    failures.map(({ name, message }) => `${name}: ${message}`),
  );
  tell(
    'The dataset was not published. Mend them and give the same command again: what has been sent is not sent twice.',
  );
  return exitCode.someFailed;
}

/** Prints what was done. */
export function tellResult(
  { dataset, images, sent, unchanged, published, task }: ImportResult,
  { url, json }: CommonFlags,
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
