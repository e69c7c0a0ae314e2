import type { Sha256 } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { LabelKind } from '../entities/label-file.entity.ts';
import type { Transaction } from '../transaction.ts';
import type { FilePlace } from './stored-file.repository.ts';

/** What a label file is made from: a stored file, and the image that it belongs to. */
export interface LabelOriginal extends FilePlace {
  readonly kind: LabelKind;
  /** Of the image, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** An original with its label file. */
export interface LabelFileRow extends LabelOriginal {
  /** Hash of the label file, which lies on the shelf of the original; null where the original cannot be read. */
  readonly labels: Sha256 | null;
}

/** Where files that need a label file are named. */
export type LabelSource = 'truth' | 'ignore' | 'prediction';

/** Each with the columns of {@link LabelOriginal}. */
const sources = {
  truth: sql`select truth_shelf as shelf, truth_sha256 as sha256, 'cells' as kind, width, height
               from image where truth_sha256 is not null`,
  ignore: sql`select ignore_shelf as shelf, ignore_sha256 as sha256, 'mask' as kind, width, height
                from image where ignore_sha256 is not null`,
  prediction: sql`select p.shelf, p.sha256, 'cells' as kind, i.width, i.height
                    from prediction p join image i on i.id = p.image_id where p.shelf = 'prediction'`,
} as const satisfies Record<LabelSource, unknown>;

/** Reads and writes which label file belongs to which file. */
export class LabelFileRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The label files of some originals in a version of the layout; those that have none are left out. */
  find(originals: readonly LabelOriginal[], version: number): Promise<LabelFileRow[]> {
    if (originals.length === 0) return Promise.resolve([]);
    return this.em.execute<LabelFileRow[]>(sql`
      select f.original_shelf as shelf, f.original_sha256 as sha256, f.kind, f.width, f.height, f.sha256 as labels
        from jsonb_to_recordset(${JSON.stringify(originals)}::jsonb)
          as o(shelf text, sha256 text, kind text, width int, height int)
        join label_file f on (f.original_shelf, f.original_sha256, f.kind, f.width, f.height)
           = (o.shelf, o.sha256, o.kind, o.width, o.height) and f.version = ${version}`);
  }

  /** The originals that a label file was made from; none where the file is something else. */
  originalsOf({ shelf, sha256 }: FilePlace): Promise<LabelOriginal[]> {
    return this.em.execute<LabelOriginal[]>(sql`
      select original_shelf as shelf, original_sha256 as sha256, kind, width, height
        from label_file where shelf = ${shelf} and sha256 = ${sha256}`);
  }

  /**
   * Writes down the label file of an original in the place of an earlier one. Its own row in `stored_file` is there.
   *
   * @param labels hash of the label file; null where the original cannot be read
   * @returns hash of the earlier label file, whose row in `stored_file` is still there
   */
  async put(
    transaction: Transaction,
    { shelf, sha256, kind, width, height }: LabelOriginal,
    { labels, version }: { labels: Sha256 | null; version: number },
  ): Promise<Sha256 | null> {
    const insert = sql`
      insert into label_file (original_shelf, original_sha256, kind, width, height, shelf, sha256, version)
      values (${shelf}, ${sha256}, ${kind}, ${width}, ${height}, ${labels && shelf}, ${labels}, ${version})`;
    // Most originals are new: they need one statement.
    const added = await transaction.execute<unknown[]>(sql`${insert} on conflict do nothing returning 1`);
    if (added.length > 0) return null;
    const [before] = await transaction.execute<{ sha256: Sha256 | null }[]>(sql`
      select sha256 from label_file
       where original_shelf = ${shelf} and original_sha256 = ${sha256} and kind = ${kind} and width = ${width} and height = ${height}
         for update`);
    await transaction.execute(sql`
      ${insert}
        on conflict (original_shelf, original_sha256, kind, width, height)
        do update set shelf = excluded.shelf, sha256 = excluded.sha256, version = excluded.version`);
    return before?.sha256 && before.sha256 !== labels ? before.sha256 : null;
  }

  /** The next originals of one source without a label file in a version of the layout, in the order of their hashes. */
  lacking(
    source: LabelSource,
    { version, after, limit }: { version: number; after: LabelOriginal | null; limit: number },
  ): Promise<LabelOriginal[]> {
    const { sha256, width, height } = after ?? { sha256: '', width: 0, height: 0 };
    return this.em.execute<LabelOriginal[]>(sql`
      select distinct o.sha256, o.width, o.height, o.shelf, o.kind
        from (${sources[source]}) o
       where o.sha256 >= ${sha256} and (o.sha256, o.width, o.height) > (${sha256}, ${width}, ${height})
         and ${isLacking(version)}
       order by o.sha256, o.width, o.height limit ${limit}`);
  }

  /** How many files need a label file, and how many of these have one in a version of the layout. */
  async progress(version: number): Promise<{ done: number; total: number }> {
    const [row] = await this.em.execute<{ done: number; total: number }[]>(sql`
      select count(*)::int as total, count(*) filter (where not ${isLacking(version)})::int as done
        from (${sources.truth} union all ${sources.ignore} union all ${sources.prediction}) o`);
    return { done: row?.done ?? 0, total: row?.total ?? 0 };
  }
}

const isLacking = (version: number) =>
  sql`not exists (select 1 from label_file f where f.version = ${version}
        and (f.original_shelf, f.original_sha256, f.kind, f.width, f.height) = (o.shelf, o.sha256, o.kind, o.width, o.height))`;
