import type { CandidateId, MetricId } from '@cellboard/contract';
import { raw, sql, type RawQueryFragment } from '@mikro-orm/core';

/** In which order images are shown; equal ones by dataset and name, synthetic ones last. */
export interface ImageOrder {
  readonly by: OrderBy;
  /** Whether images of one cell type stand together. */
  readonly grouped: boolean;
}

/** What decides the order. Images without that figure come last. */
export type OrderBy =
  | { readonly kind: 'name' }
  | { readonly kind: 'cells'; readonly most: boolean }
  | { readonly kind: 'random'; readonly seed: number }
  | {
      /** The score of a candidate on the board of a task. */
      readonly kind: 'score';
      readonly taskId: string;
      readonly candidate: CandidateId;
      readonly metric: MetricId;
      /** Whether the highest scores come first. */
      readonly highest: boolean;
    }
  | {
      /** How far the methods on the board of a task lie apart, the farthest first; controls and annotators aside. */
      readonly kind: 'disagreement';
      readonly taskId: string;
      readonly metric: MetricId;
    };

export const byName: ImageOrder = { by: { kind: 'name' }, grouped: false };

/** The place of an image in an order. */
export interface OrderedPlace {
  readonly dataset: string;
  readonly name: string;
  /** Its cell type where images are grouped, else empty. */
  readonly group: string;
  /** Null where it has no such figure. */
  readonly figure: number | null;
}

/** Expressions of an order, on the tables of `matching`. */
export interface OrderColumns {
  /** The group of an image. */
  readonly group: RawQueryFragment;
  /** The figure by which it is sorted, ascending; null where it has none. */
  readonly figure: RawQueryFragment;
  /** All together. */
  readonly all: RawQueryFragment;
}

/** The columns of an order. */
export function orderColumns({ by, grouped }: ImageOrder): OrderColumns {
  const group = grouped ? raw(`i.cell_type collate "C"`) : raw(`''::text collate "C"`);
  const figure = figureOf(by);
  return {
    group,
    figure,
    all: sql`${group}, coalesce(${figure}, 'infinity'::float8), d.synthetic, d.slug collate "C", i.name collate "C"`,
  };
}

/** The condition that an image comes after a place. */
export function afterPlace(order: ImageOrder, { dataset, name, group, figure }: OrderedPlace): RawQueryFragment {
  return sql`(${orderColumns(order).all}) > (
    ${group}, coalesce(${figure}::float8, 'infinity'::float8),
    coalesce((select synthetic from dataset where slug = ${dataset}), false), ${dataset}, ${name})`;
}

/** The scores of an image on a board, by the tables of `matching`: that of one candidate, or those of all methods. */
const scoresOf = (taskId: string, metric: MetricId, candidate?: CandidateId): RawQueryFragment => sql`
  from board_entry b join image_score s on s.evaluation_id = b.evaluation_id and s.image_id = i.id
  cross join lateral (select (s.scores ->> ${metric})::float8 as score) as one
 where b.task_id = ${taskId} and b.dataset_id = v.dataset_id and b.until is null and b.part = 'all' and s.problem is null
   and ${candidate === undefined ? METHOD : sql`b.candidate_id = ${candidate}`}`;

const METHOD = raw(`exists (select 1 from candidate c where c.id = b.candidate_id and c.kind = 'method')`);

function figureOf(by: OrderBy): RawQueryFragment {
  switch (by.kind) {
    case 'name':
      return raw('0::float8');
    case 'cells':
      return raw(`${by.most ? '-' : ''}i.cell_count::float8`);
    case 'random':
      return sql`hashtext(${String(by.seed)} || i.id::text)::float8`;
    case 'score':
      return sql`(select ${raw(by.highest ? '-' : '')}max(one.score) ${scoresOf(by.taskId, by.metric, by.candidate)})`;
    case 'disagreement':
      // One method alone disagrees with nobody.
      return sql`(select case when count(one.score) > 1 then min(one.score) - max(one.score) end ${scoresOf(by.taskId, by.metric)})`;
  }
}
