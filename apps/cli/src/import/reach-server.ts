import { CellboardError, type CellboardClient } from '@cellboard/sdk';

/**
 * Asks the server for something that only curators may see, so that a wrong address or token is reported before a
 * dataset has been read for minutes.
 *
 * @throws CellboardError if the server cannot be used
 */
export async function reachServer(client: CellboardClient, dataset: string): Promise<void> {
  try {
    await client.api.datasets.files.query({ dataset, limit: 1 });
  } catch (error) {
    if (!(error instanceof CellboardError) || error.code !== 'DATASET_NOT_FOUND') throw error;
  }
}
