import { join } from 'node:path';
import {
  labelFolder,
  looksLikeImage,
  pairLabels,
  type LabelFile,
  type LabelPairing,
  type PairOptions,
} from '@cellboard/datasets';
import type { ImageJob } from '@cellboard/evaluation';
import { UsageError } from '../usage-error.ts';

/** The folders that were named. */
export interface Folders {
  readonly truth: string;
  readonly prediction: string;
  /** Of masks whose pixels other than 0 are not scored. */
  readonly ignore?: string;
  /** Pattern of the predictions' names, with `*` in place of the truth's name. */
  readonly pair?: string;
  /** The images of one file without names are in the order of the truths' names. */
  readonly inOrder?: true;
}

/** Paths of an image's files. */
export interface JobFiles {
  readonly truth: string;
  readonly prediction: string | null;
  readonly ignore: string | null;
}

/** What the folders hold. */
export interface FoundPairs {
  /** Every truth with its prediction, or with none; in the order of names. */
  readonly jobs: readonly ImageJob[];
  /** The files of each job, by the image's name. */
  readonly paths: ReadonlyMap<string, JobFiles>;
  /** Predictions without a truth, as paths. */
  readonly extra: readonly string[];
  /** Ignore masks without a truth, as paths. */
  readonly extraIgnore: readonly string[];
  readonly ambiguous: readonly { readonly name: string; readonly files: readonly string[] }[];
  /** What was decided by the order of names, in a sentence. */
  readonly order: string | undefined;
}

/**
 * Pairs the label images of two folders, and with them the ignore masks of a third.
 *
 * @throws UsageError if there is no truth, if no prediction or no mask belongs to any, or if other files lie where they should
 * @throws DatasetError if a folder cannot be read
 */
export async function findPairs({ truth, prediction, ignore, pair, inOrder }: Folders): Promise<FoundPairs> {
  const truths = { folder: truth, files: await truthsOf(truth) };
  const predictions = { what: 'prediction', folder: prediction, files: await filesOf(prediction) };
  const { left, pairs, leftOnly, rightOnly, ambiguous, order } = await pairWith(truths, predictions, {
    pattern: pair,
    inOrder,
  });
  const masks = await findMasks({ ...truths, files: left }, ignore);
  const truthOf = new Map(left.map((file) => [file.name, file]));

  const jobs = [
    ...pairs.map(({ name, left: file, right }) => ({ name, file, prediction: right })),
    ...leftOnly.map(({ name, file }) => ({ name, file, prediction: null })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const unsure = ambiguous.map(({ name, left: files, right }) => ({
    name,
    files: [...files.map((file) => join(truth, file)), ...right.map(({ path }) => path)],
  }));
  const found: ImageJob[] = [];
  for (const { name, file, prediction: predicted } of jobs) {
    const { path, choice: truthChoice } = truthOf.get(file) ?? { path: join(truth, file), choice: {} };
    const candidates = masks.unsure.get(file);
    if (candidates) {
      unsure.push({ name, files: [path, ...candidates] });
      continue;
    }
    const files = { truth: path, prediction: predicted?.path ?? null, ignore: masks.of.get(file) ?? null };
    found.push({ image: name, ...files, truthChoice, ...(predicted && { choice: predicted.choice }) });
  }
  return {
    jobs: found,
    paths: new Map(found.map(({ image, ...files }) => [image, files as JobFiles])),
    extra: rightOnly.filter(({ file }) => looksLikeImage(file.name)).map(({ file }) => file.path),
    extraIgnore: masks.extra,
    ambiguous: unsure,
    order,
  };
}

/** The ignore masks of a folder, by the files of the truths. */
interface FoundMasks {
  /** Path of the one mask. */
  readonly of: ReadonlyMap<string, string>;
  /** Paths of those that could all be meant. */
  readonly unsure: ReadonlyMap<string, readonly string[]>;
  /** Paths of those without a truth. */
  readonly extra: readonly string[];
}

async function findMasks(truths: Files, folder: string | undefined): Promise<FoundMasks> {
  if (folder === undefined) return { of: new Map(), unsure: new Map(), extra: [] };
  const files = await filesOf(folder);
  const { pairs, rightOnly, ambiguous } = await pairWith(truths, { what: 'ignore mask', folder, files });
  const path = (file: LabelFile) => file.path;
  const withoutTruth = ambiguous.filter(({ left }) => left.length === 0).flatMap(({ right }) => right);
  return {
    of: new Map(pairs.map(({ left, right }) => [left, path(right)])),
    unsure: new Map(
      ambiguous
        .filter(({ right }) => right.length > 0)
        .flatMap(({ left, right }) => left.map((file) => [file, right.map(path)])),
    ),
    extra: [...rightOnly.map(({ file }) => file), ...withoutTruth].map(path),
  };
}

interface Files {
  readonly folder: string;
  readonly files: readonly LabelFile[];
}

/** @throws UsageError if there are files, but none that belongs to any truth */
async function pairWith(
  truths: Files,
  others: Files & { readonly what: string },
  options: PairOptions = {},
): Promise<LabelPairing> {
  const found = await pairLabels(truths.files, others, options);
  if (others.files.length === 0 || found.pairs.length + found.ambiguous.length > 0) return found;
  const fix =
    options.pattern === undefined
      ? `Give ${others.what === 'prediction' ? 'a prediction' : 'an ignore mask'} the name of its truth, or say with --pair how their names differ, such as --pair "pred_*".`
      : `No name fits --pair "${options.pattern}" with the name of a truth for *.`;
  throw new UsageError(
    `No ${others.what} belongs to a truth: ${truths.folder} holds ${String(truths.files[0]?.name)} …, ${others.folder} holds ${String(others.files[0]?.name)} …. ${fix}`,
  );
}

/** The truths: pictures alone where there are any, because what lies beside them is seldom a truth. */
async function truthsOf(folder: string): Promise<readonly LabelFile[]> {
  const { files, ignored } = await labelFolder(folder);
  if (files.length === 0) throw new UsageError(emptyFolder(folder, ignored));
  const pictures = files.filter(({ name, path }) => looksLikeImage(name) && path.endsWith(name));
  return pictures.length > 0 ? pictures : files;
}

/** The label images of a folder, which may be empty but not hold other files alone. */
async function filesOf(folder: string): Promise<readonly LabelFile[]> {
  const { files, ignored } = await labelFolder(folder);
  if (files.length === 0 && ignored.length > 0) throw new UsageError(emptyFolder(folder, ignored));
  return files;
}

function emptyFolder(folder: string, ignored: readonly string[]): string {
  const found =
    ignored.length === 0
      ? 'It is empty.'
      : `It holds ${ignored.slice(0, 3).join(', ')}${ignored.length > 3 ? ' …' : ''}.`;
  return `There is no label image (PNG, TIFF or another format that is read) in ${folder}. ${found} Name the folder that holds the files themselves.`;
}
