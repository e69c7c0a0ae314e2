import { Metric } from '@cellboard/db';
import { catalog } from '@cellboard/metrics';
import { EntityManager } from '@mikro-orm/core';
import { Injectable, type OnModuleInit } from '@nestjs/common';

/** Writes the catalogue of metrics into the database at the start, so that tasks and scores can refer to it. */
@Injectable()
export class MetricsMirror implements OnModuleInit {
  constructor(private readonly em: EntityManager) {}

  async onModuleInit(): Promise<void> {
    const rows = catalog.map(
      ({ id, name, description, direction, unit, range: [rangeMin, rangeMax], version, citation, emptyRule }) => {
        return { id, name, description, direction, unit, rangeMin, rangeMax, version, citation, emptyRule };
      },
    );
    await this.em.fork().upsertMany(Metric, rows);
  }
}
