import { MetricRepository, transactional } from '@cellboard/db';
import { catalog } from '@cellboard/metrics';
import { EntityManager } from '@mikro-orm/core';
import { Injectable, type OnModuleInit } from '@nestjs/common';
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
   * Refuses to score if another process of this installation has newer metrics: old scores would replace new ones.
   *
   * @throws Error
   */
  async assertCurrent(): Promise<void> {
    const newest = await this.metrics.newest();
    const outdated = catalog.find(({ id, version }) => (newest.get(id) ?? version) > version);
    if (!outdated) return;
    const { id, version } = outdated;
    throw new Error(
      `This process (version ${this.settings.version}) computes version ${version} of ${id}, but version ${newest.get(id) ?? 0} is known here. Update the software of this process.`,
    );
  }

  /** Settles when the metrics are in the database. */
  write(): Promise<void> {
    return (this.written ??= transactional(this.em.fork(), (transaction) =>
      this.metrics.keep(transaction, catalogMetrics(), this.settings.version),
    ));
  }
}

function catalogMetrics() {
  return catalog.map(({ range: [rangeMin, rangeMax], ...metric }) => {
    const { id, name, description, direction, unit, version, citation, emptyRule } = metric;
    return { id, name, description, direction, unit, rangeMin, rangeMax, version, citation, emptyRule };
  });
}
