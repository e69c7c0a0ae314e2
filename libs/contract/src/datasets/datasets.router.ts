import * as z from 'zod';
import { operatorProcedure, publicProcedure, router } from '../procedures.ts';
import { Dataset, DatasetFiles, DatasetQuery, NewDataset } from './dataset.schema.ts';

/** What the datasets' doors need behind them. The server implements it. */
export interface DatasetsService {
  list(): Promise<Dataset[]>;
  get(query: DatasetQuery): Promise<Dataset>;
  files(query: DatasetQuery): Promise<DatasetFiles>;
  create(input: NewDataset): Promise<Dataset>;
  publish(query: DatasetQuery): Promise<Dataset>;
}

export const datasetsRouter = (datasets: DatasetsService) =>
  router({
    /** Every published dataset, by name. */
    list: publicProcedure.output(z.array(Dataset)).query(() => datasets.list()),
    /** A published dataset. */
    get: publicProcedure
      .input(DatasetQuery)
      .output(Dataset)
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
      .input(DatasetQuery)
      .output(Dataset)
      .mutation(({ input }) => datasets.publish(input)),
  });
