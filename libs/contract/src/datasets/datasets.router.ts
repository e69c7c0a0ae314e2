import type { Principal } from '../access/principal.ts';
import { pageOf, type Page } from '../page.ts';
import { procedure, router } from '../procedures.ts';
import { DatasetStatistics } from './dataset-statistics.schema.ts';
import {
  Dataset,
  DatasetDetails,
  DatasetFile,
  DatasetFilesQuery,
  DatasetQuery,
  DatasetsQuery,
  DescribeDataset,
  Lookalikes,
  LookalikesQuery,
  NewDataset,
  OpenDatasetVersion,
  PublishDataset,
  ReportDataset,
  RetireDataset,
} from './dataset.schema.ts';

/** What the datasets' doors need behind them. The server implements it. */
export interface DatasetsService {
  list(principal: Principal, query: DatasetsQuery): Promise<Page<Dataset>>;
  get(principal: Principal, query: DatasetQuery): Promise<DatasetDetails>;
  statistics(principal: Principal, query: DatasetQuery): Promise<DatasetStatistics>;
  files(principal: Principal, query: DatasetFilesQuery): Promise<Page<DatasetFile>>;
  create(principal: Principal, input: NewDataset): Promise<Dataset>;
  openVersion(principal: Principal, input: OpenDatasetVersion): Promise<Dataset>;
  publish(principal: Principal, input: PublishDataset): Promise<Dataset>;
  describe(principal: Principal, input: DescribeDataset): Promise<Dataset>;
  report(principal: Principal, input: ReportDataset): Promise<Dataset>;
  retire(principal: Principal, input: RetireDataset): Promise<Dataset>;
  lookalikes(principal: Principal, query: LookalikesQuery): Promise<Lookalikes>;
}

export const datasetsRouter = (datasets: DatasetsService) =>
  router({
    /** Every published or catalogued dataset with its boards, by name; or every open version that you may change. */
    list: procedure('datasets.list')
      .input(DatasetsQuery)
      .output(pageOf(Dataset))
      .query(({ ctx, input }) => datasets.list(ctx.principal, input)),
    /** A published or catalogued dataset. */
    get: procedure('datasets.get')
      .input(DatasetQuery)
      .output(DatasetDetails)
      .query(({ ctx, input }) => datasets.get(ctx.principal, input)),
    /** Histograms of the images of a dataset. */
    statistics: procedure('datasets.statistics')
      .input(DatasetQuery)
      .output(DatasetStatistics)
      .query(({ ctx, input }) => datasets.statistics(ctx.principal, input)),
    /** Names and hashes of the files of the newest version, by name. */
    files: procedure('datasets.files')
      .input(DatasetFilesQuery)
      .output(pageOf(DatasetFile))
      .query(({ ctx, input }) => datasets.files(ctx.principal, input)),
    /** Opens version 1 of a new dataset, which then takes images. The same request again changes nothing. */
    create: procedure('datasets.create')
      .input(NewDataset)
      .output(Dataset)
      .mutation(({ ctx, input }) => datasets.create(ctx.principal, input)),
    /** Opens the next version of a published dataset. It takes images like the first. */
    openVersion: procedure('datasets.openVersion')
      .input(OpenDatasetVersion)
      .output(Dataset)
      .mutation(({ ctx, input }) => datasets.openVersion(ctx.principal, input)),
    /** Closes the open version for good. Tasks that take the dataset get a new version. */
    publish: procedure('datasets.publish')
      .input(PublishDataset)
      .output(Dataset)
      .mutation(({ ctx, input }) => datasets.publish(ctx.principal, input)),
    /** Changes the description of a dataset. */
    describe: procedure('datasets.describe')
      .input(DescribeDataset)
      .output(Dataset)
      .mutation(({ ctx, input }) => datasets.describe(ctx.principal, input)),
    /** Replaces the quality report of the newest published version. */
    report: procedure('datasets.report')
      .input(ReportDataset)
      .output(Dataset)
      .mutation(({ ctx, input }) => datasets.report(ctx.principal, input)),
    /** Takes the newest published version out of the tasks, or puts it back. */
    retire: procedure('datasets.retire')
      .input(RetireDataset)
      .output(Dataset)
      .mutation(({ ctx, input }) => datasets.retire(ctx.principal, input)),
    /** Looks for pictures in other published datasets. A mutation only because the list is too long for an address. */
    lookalikes: procedure('datasets.lookalikes')
      .input(LookalikesQuery)
      .output(Lookalikes)
      .mutation(({ ctx, input }) => datasets.lookalikes(ctx.principal, input)),
  });
