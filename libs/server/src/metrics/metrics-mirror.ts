import { MetricRepository, transactional } from '@cellboard/db';
import { catalog } from '@cellboard/metrics';
import { EntityManager } from '@mikro-orm/core';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { metricsHash } from './metrics-hash.ts';
import { ServerSettings } from '../settings/server-settings.ts';

/** Writes the catalogue of metrics into the database at the start, so that tasks and scores can refer to it. */
@Injectable()
export class MetricsMirror implements OnModuleInit {
  private written: Promise<void> | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly metrics: MetricRepository,
    private readonly settings: ServerSettings,
  ) {}

  onModuleInit(): Promise<void> {
    return this.write();
  }

  /**
   * Refuses to score if another process of this installation has newer metrics, or others since: old scores would
   * replace new ones, and two processes would begin the evaluations of each other again.
   *
   * @throws Error
   */
  async assertCurrent(): Promise<void> {
    const newest = await this.metrics.newest();
    const outdated = catalog.find(({ id, version }) => (newest.get(id) ?? version) > version);
    const own = `This process (version ${this.settings.version}) computes`;
    const way = 'Update the software of this process.';
    if (outdated) {
      const { id, version } = outdated;
      throw new Error(`${own} version ${version} of ${id}, but version ${newest.get(id) ?? 0} is known here. ${way}`);
    }
    const set = await this.metrics.newestSet();
    if (set?.hash === metricsHash) return;
    throw new Error(
      `${own} other metrics than version ${set?.softwareVersion ?? 'unknown'}, which was started since. ${way}`,
    );
  }

  /** Settles when the metrics are in the database. */
  write(): Promise<void> {
    const { version } = this.settings;
    return (this.written ??= transactional(this.em.fork(), async (transaction) => {
      await this.metrics.keep(transaction, catalogMetrics(), version);
      await this.metrics.keepSet(transaction, metricsHash, version);
    }));
  }
}

function catalogMetrics() {
  return catalog.map(({ range: [rangeMin, rangeMax], ...metric }) => {
    const { id, name, description, direction, unit, version, citation, emptyRule } = metric;
    return { id, name, description, direction, unit, rangeMin, rangeMax, version, citation, emptyRule };
  });
}
