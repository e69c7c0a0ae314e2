import { accountOf, curatedBy, isTrusted, type Principal } from '@cellboard/contract';
import { raw, sql, type RawQueryFragment } from '@mikro-orm/core';

/** Conditions on the rows that a principal may see, by the alias of their table. */
export interface Visible {
  /** Public tasks; all of them for admins and the server itself. */
  task(alias: string): RawQueryFragment;
  /** Published dataset versions; all of them for admins, a curator's own too. The dataset's alias is `${alias}_dataset`. */
  datasetVersion(alias: string): RawQueryFragment;
  /** Submissions of one's own models, and of those of one's teams; all of them for admins. */
  submission(alias: string): RawQueryFragment;
  /** Those, and the published ones of everyone. */
  shownSubmission(alias: string): RawQueryFragment;
  /** One's own teams; all of them for admins. */
  team(alias: string): RawQueryFragment;
}

/** What a principal may see: the one place that says it, used by every query. */
export function visibleTo(principal: Principal): Visible {
  const everything = isTrusted(principal);
  return {
    task: (alias) => (everything ? raw('true') : raw(`${name(alias)}.visibility = 'public'`)),
    datasetVersion: (alias) => (everything ? raw('true') : versions(principal, name(alias))),
    submission: (alias) => (everything ? raw('true') : submissions(principal, name(alias))),
    shownSubmission: (alias) =>
      everything ? raw('true') : sql`(${isPublished(alias)} or ${submissions(principal, name(alias))})`,
    team: (alias) => (everything ? raw('true') : membership(principal, `${name(alias)}.id`)),
  };
}

/**
 * That everyone may see a submission. Boards hold nothing else (`BoardRepository.settle`), and whatever else shows results
 * of others, such as pictures, cells and image pages, finds them through the boards.
 */
export function isPublished(alias: string): RawQueryFragment {
  return raw(`${name(alias)}.published_at is not null`);
}

/** That a submission belongs to the account itself or to one of its teams, whatever else an admin may see. */
export function personalTo(principal: Principal, alias: string): RawQueryFragment {
  return submissions(principal, name(alias));
}

/** A submission belongs to the owner of its model, no matter who opened it; without one, to the person who opened it. */
function submissions(principal: Principal, alias: string): RawQueryFragment {
  return sql`exists (
    select 1 from candidate own_candidate join model own_model on own_model.id = own_candidate.model_id
     where own_candidate.id = ${raw(`${alias}.candidate_id`)}
       and case when own_model.team_id is not null then ${membership(principal, 'own_model.team_id')}
                else coalesce(own_model.owner_id, ${raw(`${alias}.submitted_by_id`)}) = ${accountOf(principal)} end)`;
}

/** That the principal is in the team whose id stands in a column. */
function membership(principal: Principal, column: string): RawQueryFragment {
  return sql`exists (
    select 1 from team_member mine where mine.team_id = ${raw(column)} and mine.developer_id = ${accountOf(principal)})`;
}

function versions(principal: Principal, alias: string): RawQueryFragment {
  const published = raw(`${alias}.published_at is not null`);
  const curated = curatedBy(principal);
  if (curated === 'all') return raw('true');
  if (curated.length === 0) return published;
  const own = sql`exists (select 1 from dataset own where own.id = ${raw(`${alias}.dataset_id`)} and own.slug in (${curated}))`;
  return sql`(${published} or ${own})`;
}

/** Aliases are written in our own queries; anything else is a mistake of ours. */
function name(alias: string): string {
  if (!/^[a-z_]+$/.test(alias)) throw new Error(`"${alias}" cannot be the alias of a table.`);
  return alias;
}
