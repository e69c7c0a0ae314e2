import type { Lookalikes } from '@cellboard/contract';
import type { ExaminedImage } from '@cellboard/datasets';
import { CellboardError, type CellboardClient } from '@cellboard/sdk';

/** Pictures that the server takes in one call. */
const MOST = 500;

/**
 * As {@link findLookalikes}, for a dry run, which may have no token.
 *
 * @returns undefined where the server does not answer without one
 */
export async function lookalikesIfAllowed(...args: Parameters<typeof findLookalikes>): Promise<Lookalikes | undefined> {
  try {
    return await findLookalikes(...args);
  } catch (error) {
    if (error instanceof CellboardError && ['SIGN_IN_REQUIRED', 'NOT_ALLOWED'].includes(error.code)) return undefined;
    throw error;
  }
}

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
