import type { FileHashes } from '@cellboard/datasets';
import { allItems, type CellboardClient } from '@cellboard/sdk';

/** The files of each image of a dataset's newest version, by its name. */
export async function filesThere(client: CellboardClient, dataset: string): Promise<ReadonlyMap<string, FileHashes>> {
  const files = await allItems((page) => client.api.datasets.files.query({ dataset, ...page }));
  return new Map(
    files.map(({ name, imageSha256, truthSha256, ignoreSha256 }) => [
      name,
      { image: imageSha256, truth: truthSha256, ignore: ignoreSha256 },
    ]),
  );
}

/** Whether an image has the same files as before. */
export function sameFiles(before: FileHashes | undefined, now: FileHashes): boolean {
  return before?.image === now.image && before.truth === now.truth && before.ignore === now.ignore;
}
