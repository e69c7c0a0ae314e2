import * as z from 'zod';
import { operatorProcedure, publicProcedure, router } from '../procedures.ts';
import {
  Dataset,
  DatasetDetails,
  DatasetFiles,
  DatasetQuery,
  Lookalikes,
  LookalikesQuery,
  NewDataset,
  PublishDataset,
} from './dataset.schema.ts';

/** What the datasets' doors need behind them. The server implements it. */
export interface DatasetsService {
  list(): Promise<Dataset[]>;
  get(query: DatasetQuery): Promise<DatasetDetails>;
  files(query: DatasetQuery): Promise<DatasetFiles>;
  create(input: NewDataset): Promise<Dataset>;
  publish(input: PublishDataset): Promise<Dataset>;
  lookalikes(query: LookalikesQuery): Promise<Lookalikes>;
}

export const datasetsRouter = (datasets: DatasetsService) =>
  router({
    /** Every published or catalogued dataset, by name. */
    list: publicProcedure.output(z.array(Dataset)).query(() => datasets.list()),
    /** A published or catalogued dataset. */
    get: publicProcedure
      .input(DatasetQuery)
      .output(DatasetDetails)
      .query(({ input }) => datasets.get(input)),
    /** Names and hashes of the files of the newest version. */
    files: operatorProcedure
      .input(DatasetQuery)
      .output(DatasetFiles)
      .query(({ input }) => datasets.files(input)),
    /** Opens version 1 of a new dataset, which then takes images. The same words again change nothing. */
    create: operatorProcedure
      .input(NewDataset)
      .output(Dataset)
      .mutation(({ input }) => datasets.create(input)),
    /** Closes the open version for good; tasks can be made from it. */
    publish: operatorProcedure
      .input(PublishDataset)
      .output(Dataset)
      .mutation(({ input }) => datasets.publish(input)),
    /** Looks for pictures in other published datasets. A mutation only because the list is too long for an address. */
    lookalikes: operatorProcedure
      .input(LookalikesQuery)
      .output(Lookalikes)
      .mutation(({ input }) => datasets.lookalikes(input)),
  });
