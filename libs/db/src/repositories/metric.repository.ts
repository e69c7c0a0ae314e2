import type { Direction } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { MetricSetEntity } from '../entities/metric-set.entity.ts';
import type { Transaction } from '../transaction.ts';

/** A metric as the catalogue of this process has it. */
export interface CatalogMetric {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly direction: Direction;
  readonly unit: string | null;
  readonly rangeMin: number | null;
  readonly rangeMax: number | null;
  readonly version: number;
  readonly citation: string | null;
  readonly emptyRule: string;
}

/** Reads and writes which metrics there are. */
export class MetricRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /**
   * Adds what is missing, and describes each metric as its newest version does. Versions are only ever added, and an
   * older process changes nothing that a newer one wrote.
   */
  async keep(transaction: Transaction, metrics: readonly CatalogMetric[], softwareVersion: string): Promise<void> {
    const rows = JSON.stringify(metrics);
    const columns = sql`jsonb_to_recordset(${rows}::jsonb) as new(id text, name text, description text, direction text, unit text,
      "rangeMin" double precision, "rangeMax" double precision, version int, citation text, "emptyRule" text)`;
    await transaction.execute(sql`
      insert into metric (id, name, description, direction, unit, range_min, range_max, version, citation, empty_rule)
      select id, name, description, direction, unit, "rangeMin", "rangeMax", version, citation, "emptyRule" from ${columns}
      on conflict (id) do update set name = excluded.name, description = excluded.description, direction = excluded.direction,
        unit = excluded.unit, range_min = excluded.range_min, range_max = excluded.range_max, version = excluded.version,
        citation = excluded.citation, empty_rule = excluded.empty_rule
       where metric.version <= excluded.version and metric is distinct from excluded`);
    await transaction.execute(sql`
      insert into metric_version (metric_id, version, range_min, range_max, empty_rule, software_version)
      select id, version, "rangeMin", "rangeMax", "emptyRule", ${softwareVersion} from ${columns}
      on conflict (metric_id, version) do nothing`);
  }

  /** Adds a set of metrics, unless a process has brought it before. */
  async keepSet(transaction: Transaction, hash: string, softwareVersion: string): Promise<void> {
    await transaction.execute(sql`
      insert into metric_set (hash, software_version) values (${hash}, ${softwareVersion}) on conflict (hash) do nothing`);
  }

  /** The set of metrics that was brought last. */
  async newestSet(): Promise<MetricSetEntity | undefined> {
    const orderBy = { createdAt: 'desc', hash: 'asc' } as const;
    const [newest] = await this.em.find(MetricSetEntity, {}, { orderBy, limit: 1 });
    return newest;
  }

  /** The newest version of every metric that a process of this installation has known, by the metric's id. */
  async newest(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.em.execute<{ id: string; version: number }[]>(
      sql`select id, version from metric order by id`,
    );
    return new Map(rows.map(({ id, version }) => [id, version]));
  }
}
