import type { Lookalikes } from '@cellboard/contract';
import type { ExaminedImage } from '@cellboard/datasets';
import type { CellboardClient } from '@cellboard/sdk';

/** Pictures that the server takes in one call. */
const MOST = 500;

/** Asks the server which of a dataset's pictures are in others, or look like theirs. */
export async function findLookalikes(
  client: CellboardClient,
  dataset: string,
  images: readonly ExaminedImage[],
): Promise<Lookalikes> {
  const found: Lookalikes = [];
  for (let from = 0; from < images.length; from += MOST) {
    const some = images.slice(from, from + MOST).map(({ name, measures: { pixelSha256, perceptualHash } }) => ({
      name,
      pixelSha256,
      perceptualHash,
    }));
    found.push(...(await client.api.datasets.lookalikes.mutate({ dataset, images: some })));
  }
  return found;
}
