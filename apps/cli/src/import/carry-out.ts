import type {
  CheckedPicture,
  DatasetBoard,
  NewDataset,
  NewTask,
  PublishDataset,
  QualityReport,
} from '@cellboard/contract';
import type { ExaminedImage, FileHashes, ImageFiles, ImageMeasures } from '@cellboard/datasets';
import type { CellboardClient } from '@cellboard/sdk';
import { exitCode } from '../exit-code.ts';
import type { JoinedBoard } from '../server/joined-boards.ts';
import { hashOf, uploadAll, type Uploads } from '../server/upload-all.ts';
import { count, print, printLines, tell, tellList, tellSome } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { filesThere, sameFiles } from './files-there.ts';
import type { CommonFlags } from './import-flags.ts';
import type { ImportEntry, ImportImage } from './survey.ts';

/** A dataset to create, with everything that goes into it. */
export interface Import {
  readonly dataset: NewDataset;
  /** A task of the operator's own on this dataset. */
  readonly task: NewTask | undefined;
  /** Those without a defect. */
  readonly images: readonly ExaminedImage[];
  /** Reads some of them once more, by their names. */
  readonly read: (names: Wanted) => AsyncIterable<ImportEntry>;
  /** What is kept with the published dataset. */
  readonly kept: Pick<PublishDataset, 'provenance' | 'quality'>;
  readonly publish: boolean;
  readonly signal: AbortSignal;
}

/** The hashes of the images that are sent, by their names. */
export type Wanted = ReadonlyMap<string, FileHashes>;

/** What an import did. */
export interface ImportResult extends Uploads {
  readonly dataset: string;
  readonly images: number;
  readonly published: boolean;
  /** Boards that the dataset is on, other than that of the task below. */
  readonly boards: readonly DatasetBoard[];
  readonly task: string | null;
}

/**
 * Creates the dataset, sends what the server does not have yet and, if all of it arrived, publishes the dataset, which
 * puts it on its boards, and creates the task.
 *
 * @throws CellboardError if the server cannot be used at all, UsageError if the files changed since they were read
 */
export async function carryOut(client: CellboardClient, work: Import): Promise<ImportResult> {
  const { dataset, task, images, publish } = work;
  const { published: before, boards } = await client.api.datasets.create.mutate(dataset);
  const there = await filesThere(client, dataset.slug);
  const uploads = await send(client, work, there);
  const result = { dataset: dataset.slug, images: images.length, ...uploads, boards, task: null };
  if (uploads.failures.length > 0 || !publish) return { ...result, published: before };
  const published = before
    ? { boards }
    : await client.api.datasets.publish.mutate({ dataset: dataset.slug, ...keptWith(work, there) });
  if (task) await client.api.tasks.create.mutate(task);
  const others = published.boards.filter((board) => board.task !== task?.slug);
  return { ...result, boards: others, published: true, task: task?.slug ?? null };
}

/** Provenance and report are kept only where they describe the whole dataset. */
function keptWith({ images, kept }: Import, there: ReadonlyMap<string, FileHashes>): Import['kept'] {
  const names = new Set(images.map(({ name }) => name));
  const others = [...there.keys()].filter((name) => !names.has(name)).length;
  if (others === 0) return kept;
  tell(
    `The dataset has ${count(others, 'image')} of earlier imports. Provenance and quality report do not describe them, so they are not kept.`,
  );
  return { provenance: null, quality: null };
}

async function send(
  client: CellboardClient,
  { dataset, images, read, signal }: Import,
  there: ReadonlyMap<string, FileHashes>,
): Promise<Uploads> {
  const wanted = new Map(
    images.flatMap(({ name, sha256 }) => (sameFiles(there.get(name), sha256) ? [] : [[name, sha256] as const])),
  );
  const unchanged = images.length - wanted.size;
  if (wanted.size === 0) return { sent: 0, unchanged, failures: [] };
  const checked = new Map(images.map(({ name, sha256, measures }) => [name, checkedOf(sha256, measures)]));
  const notes: string[] = [];
  const uploads = await uploadAll({
    items: imagesOf(read(wanted), wanted),
    total: wanted.size,
    signal,
    send: async ({ name, tags, files }) => {
      const upload = await files();
      if (!sameFiles(wanted.get(name), hashesOf(upload))) throw changed(name);
      const instanceSeg = upload.truth !== null;
      const answer = await client.uploadImage(dataset.slug, name, {
        ...{ image: upload.image, truth: upload.truth, ignore: upload.ignore, checked: checked.get(name) },
        tags: { ...tags, instanceSeg },
      });
      notes.push(...answer.notes.map((note) => `${name}: ${note}`));
      return answer.unchanged ? 'unchanged' : 'sent';
    },
  });
  tellSome(`${count(notes.length, 'note')} of the server:`, notes.sort());
  const done = uploads.sent + uploads.unchanged + uploads.failures.length;
  if (done !== wanted.size) throw changed(count(wanted.size - done, 'image'));
  return { ...uploads, unchanged: uploads.unchanged + unchanged };
}

async function* imagesOf(
  entries: AsyncIterable<ImportEntry>,
  wanted: ReadonlyMap<string, unknown>,
): AsyncGenerator<ImportImage> {
  for await (const entry of entries) if (entry.kind === 'image' && wanted.has(entry.name)) yield entry;
}

/** What the server need not find out before it answers. */
function checkedOf({ image }: FileHashes, { pixelSha256, perceptualHash }: ImageMeasures): CheckedPicture {
  return { sha256: image, pixelSha256, perceptualHash };
}

function hashesOf({ image, truth, ignore }: ImageFiles): FileHashes {
  return { image: hashOf(image), truth: truth && hashOf(truth), ignore: ignore && hashOf(ignore) };
}

function changed(what: string): UsageError {
  return new UsageError(
    `The files of ${what} changed after they had been checked. The dataset was not published. Run the same command again.`,
  );
}

/** Names what could not be sent, and returns the exit code. */
export function tellFailures({ failures }: Uploads): number {
  tellList(
    `${count(failures.length, 'image')} could not be imported:`,
    failures.map(({ name, message }) => `${name}: ${message}`),
  );
  tell('The dataset was not published. Fix them and run the same command again: it sends only what is missing.');
  return exitCode.someFailed;
}

/** Prints what was done. */
export function tellResult(
  {
    dataset,
    images,
    sent,
    unchanged,
    published,
    boards,
    task,
    joins = [],
  }: ImportResult & { joins: readonly JoinedBoard[] | undefined },
  quality: QualityReport,
  { url, json }: CommonFlags,
): void {
  if (json) {
    const tasks = boards.map((board) => board.task);
    print(JSON.stringify({ dataset, images, sent, unchanged, published, boards: tasks, task, joins, quality }));
    return;
  }
  printLines(
    `${dataset}: ${count(images, 'image')}, ${String(sent)} sent and ${String(unchanged)} there before; ${published ? 'published' : 'open for more'}.`,
  );
  const at = `${url.replace(/\/+$/, '')}/leaderboards`;
  for (const board of boards) printLines(`Board of ${board.taskName}: ${at}/${board.task}/${dataset}`);
  if (task !== null) printLines(`Your task: ${at}/${task}`);
}
