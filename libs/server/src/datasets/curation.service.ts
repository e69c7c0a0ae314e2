import {
  Problem,
  type DescribeDataset,
  type Principal,
  type ReportDataset,
  type RetireDataset,
  type Slug,
} from '@cellboard/contract';
import {
  DatasetRepository,
  SourceRepository,
  transactional,
  type DatasetVersionEntity,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { requireCurator } from '../access/dataset-access.ts';
import { audit } from '../audit/audit.ts';
import { difference, given } from '../audit/same-words.ts';
import { TaskVersions } from '../tasks/task-versions.ts';
import { noDataset } from './dataset-problems.ts';
import { overlapsOf, withOverlaps } from './overlaps.ts';

/** Changes of a published dataset that no score depends on, each with its row in the audit log. */
@Injectable()
export class CurationService {
  constructor(
    private readonly em: EntityManager,
    private readonly datasets: DatasetRepository,
    private readonly sources: SourceRepository,
    private readonly tasks: TaskVersions,
  ) {}

  describe(principal: Principal, input: DescribeDataset): Promise<DatasetVersionEntity> {
    const { dataset: slug, version: seen, reason, ...rest } = input;
    const words = given(rest);
    return this.changing(principal, ['datasets.describe', slug], (transaction, version) => {
      const { dataset } = version;
      if (seen !== undefined && seen !== dataset.version) throw changedMeanwhile(slug);
      const change = difference(dataset, words);
      if (Object.keys(change.after).length === 0) return Promise.resolve();
      transaction.assign(dataset, words);
      audit(transaction, principal, {
        action: 'dataset.describe',
        object: 'dataset',
        subject: slug,
        ...change,
        reason,
      });
      return Promise.resolve();
    });
  }

  /** Compares pictures before the transaction, because that may take seconds. */
  async report(principal: Principal, input: ReportDataset): Promise<DatasetVersionEntity> {
    const { dataset: slug, reason } = input;
    requireCurator(principal, 'datasets.report', slug);
    const published = await this.datasets.newestPublished(slug);
    if (!published) throw noDataset(slug);
    const found = await overlapsOf(published, { datasets: this.datasets, sources: this.sources });
    const quality = withOverlaps(input.quality, found);
    return this.changing(principal, ['datasets.report', slug], (transaction, version) => {
      const before = { quality: version.quality ?? null };
      version.quality = quality;
      const change = { before, after: { quality }, reason, details: { version: version.number } };
      audit(transaction, principal, { action: 'dataset.report', object: 'dataset', subject: slug, ...change });
      return Promise.resolve();
    });
  }

  retire(principal: Principal, { dataset: slug, retired, reason }: RetireDataset): Promise<DatasetVersionEntity> {
    return this.changing(principal, ['datasets.retire', slug], async (transaction, version) => {
      if ((version.retiredAt != null) === retired) return;
      const before = { retiredAt: version.retiredAt?.toISOString() ?? null };
      version.retiredAt = retired ? new Date() : null;
      await transaction.flush();
      const after = { retiredAt: version.retiredAt?.toISOString() ?? null };
      const details = { version: version.number };
      const action = retired ? 'dataset.retire' : 'dataset.restore';
      audit(transaction, principal, { action, object: 'dataset', subject: slug, before, after, reason, details });
      if (retired) await this.tasks.exclude(principal, transaction, { version, changes: reason });
      else await this.tasks.include(principal, transaction, { version, changes: reason, cause: 'restored' });
    });
  }

  private changing(
    principal: Principal,
    [action, slug]: ['datasets.describe' | 'datasets.report' | 'datasets.retire', Slug],
    change: (transaction: Transaction, version: DatasetVersionEntity) => Promise<void>,
  ): Promise<DatasetVersionEntity> {
    requireCurator(principal, action, slug);
    return transactional(this.em, async (transaction) => {
      await this.datasets.lockSlug(slug);
      const newest = await this.datasets.newestPublished(slug);
      if (!newest) throw noDataset(slug);
      const version = await this.datasets.lockVersion(newest.id);
      await change(transaction, version);
      await transaction.flush();
      return version;
    });
  }
}

function changedMeanwhile(slug: Slug): Problem {
  return new Problem(
    'EDIT_CONFLICT',
    `Somebody else has changed the dataset "${slug}" since you opened it. Load it again, then make your change.`,
  );
}
