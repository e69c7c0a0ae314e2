import { CellboardError } from '@cellboard/sdk';
import type { ExaminedImage, FileHashes } from '@cellboard/datasets';
import { tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { filesThere, sameFiles } from './files-there.ts';
import type { CommonFlags } from './import-flags.ts';
import type { Stored } from './stored-dataset.ts';
import type { ImportEntry } from './survey.ts';

/** What a published version holds: it takes no other images, and an import of the same ones changes nothing. */
export interface PublishedVersion {
  /** Its number. */
  readonly number: number;
  /** The entries of an import, as long as their images are in the version. */
  readonly only: (entries: AsyncIterable<ImportEntry>) => AsyncIterable<ImportEntry>;
  /** @throws UsageError if an image or its truth differs from that of the version */
  readonly check: (images: readonly ExaminedImage[]) => void;
}

/** The files of each image, by its name. */
type KnownFiles = ReadonlyMap<string, FileHashes>;

/** The files that the newest version of a dataset has; undefined where there is none, or where a dry run without the operator token may not ask. */
export async function knownFiles(stored: Stored | undefined, { dryRun }: CommonFlags): Promise<KnownFiles | undefined> {
  if (!stored?.dataset) return undefined;
  const { slug, version, published } = stored.dataset;
  return filesThere(stored.client, slug).catch((error: unknown) => {
    const isRefused = error instanceof CellboardError && ['SIGN_IN_REQUIRED', 'NOT_ALLOWED'].includes(error.code);
    if (!dryRun || !isRefused) throw error;
    if (published)
      tell(`Whether version ${String(version)} of ${slug} holds these images is only known with the operator token.`);
    return undefined;
  });
}

/**
 * The newest version of a dataset, if it is published.
 *
 * @param known its files; undefined where a dry run without the operator token may not ask for them
 */
export function publishedVersion(
  stored: Stored | undefined,
  known: KnownFiles | undefined,
): PublishedVersion | undefined {
  const dataset = stored?.dataset;
  if (!known || !dataset?.published || dataset.version === null) return undefined;
  const { slug, version } = dataset;
  const refuse = (name: string, what: string) =>
    new UsageError(
      `Version ${String(version)} of ${slug} is published and takes no other images, but ${name} ${what}. ` +
        `Nothing was imported. Check that this is the right folder. To correct the dataset or add images, first open its next version with "cellboard datasets open-version ${slug}".`,
    );
  return {
    number: version,
    only: async function* (entries) {
      for await (const entry of entries) {
        if (entry.kind === 'image' && !known.has(entry.name)) throw refuse(entry.name, 'is not in it');
        yield entry;
      }
    },
    check: (images) => {
      for (const { name, sha256 } of images) {
        if (!sameFiles(known.get(name), sha256)) throw refuse(name, 'differs from the image or truth that it has');
      }
    },
  };
}
