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
