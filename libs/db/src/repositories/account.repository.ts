import type { AccountExport, DeveloperId, Handle, Sha256, Slug } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { ApiTokenEntity } from '../entities/api-token.entity.ts';
import { CuratedDatasetEntity } from '../entities/curated-dataset.entity.ts';
import { DatasetEntity } from '../entities/dataset.entity.ts';
import { DeveloperEntity } from '../entities/developer.entity.ts';
import { MailedTokenEntity, type MailedTokenPurpose } from '../entities/mailed-token.entity.ts';
import { RecoveryCodeEntity } from '../entities/recovery-code.entity.ts';
import { SecondFactorEntity } from '../entities/second-factor.entity.ts';
import { SessionEntity } from '../entities/session.entity.ts';
import type { Transaction } from '../transaction.ts';
import { lockName } from './name-lock.ts';

/** An account that may act, and what it is trusted with. */
export interface ActiveAccount {
  readonly id: DeveloperId;
  readonly role: DeveloperEntity['role'];
  readonly curates: 'all' | readonly Slug[];
}

/** A session or token that works, with the account that it stands for. */
export interface ActiveSession extends ActiveAccount {
  readonly sessionId: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
}

export interface ActiveToken extends ActiveAccount {
  readonly tokenId: string;
  readonly scope: ApiTokenEntity['scope'];
}

/** Which accounts to list. */
export interface PeopleFilter {
  readonly search?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What the account of table `d` is trusted with. */
const trust = `d.id, d.role, d.curates_all as "curatesAll",
  coalesce((select jsonb_agg(s.slug order by s.slug) from curated_dataset c join dataset s on s.id = c.dataset_id
             where c.developer_id = d.id), '[]') as datasets`;

/** The account of table `d` may act. */
const active = 'd.pass_hash is not null and d.handle is not null and d.suspended_at is null and d.deleted_at is null';

type TrustRow = { curatesAll: boolean; datasets: Slug[] };

/** Finds accounts, their sessions, tokens and links. */
export class AccountRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Keeps others from making an account of that handle or address until the transaction ends. */
  async lockAccount(handle: Handle, email: string): Promise<void> {
    await lockName(this.em, 'account', handle);
    await lockName(this.em, 'address', email);
  }

  /** Keeps others from changing who is an admin until the transaction ends. */
  lockAdmins(): Promise<void> {
    return lockName(this.em, 'account', 'admins');
  }

  byEmail(email: string): Promise<DeveloperEntity | null> {
    return this.em.findOne(DeveloperEntity, { email, passHash: { $ne: null }, deletedAt: null });
  }

  byHandle(handle: Handle): Promise<DeveloperEntity | null> {
    return this.em.findOne(DeveloperEntity, { handle });
  }

  byId(id: DeveloperId): Promise<DeveloperEntity | null> {
    return this.em.findOne(DeveloperEntity, { id, deletedAt: null, handle: { $ne: null } });
  }

  /** The developer or account of that name, in whatever case. */
  async isNameTaken(name: string, but: DeveloperId | null): Promise<boolean> {
    const rows = await this.em.execute<object[]>(
      sql`select 1 from developer where lower(name) = lower(${name}) and id is distinct from ${but}`,
    );
    return rows.length > 0;
  }

  /** Accounts that may sign in as an admin. */
  countAdmins(): Promise<number> {
    return this.em.count(DeveloperEntity, {
      ...{ role: 'admin', passHash: { $ne: null }, handle: { $ne: null } },
      ...{ suspendedAt: null, deletedAt: null },
    });
  }

  /** Accounts by handle whose handle, name or address has some letters in it; after one of them, and at most so many. */
  page({ search = '', after, limit }: PeopleFilter): Promise<DeveloperEntity[]> {
    const handle = { $ne: null, ...(after !== undefined && { $gt: after }) };
    const like = { $ilike: `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` };
    const where = search === '' ? { handle } : { handle, $or: [{ handle: like }, { name: like }, { email: like }] };
    return this.em.find(DeveloperEntity, where, { orderBy: { handle: 'asc' }, limit });
  }

  /** The datasets that each of some curators may change, by their slugs. */
  async curated(ids: readonly DeveloperId[]): Promise<ReadonlyMap<DeveloperId, Slug[]>> {
    if (ids.length === 0) return new Map();
    const rows = await this.em.execute<{ id: DeveloperId; slug: Slug }[]>(sql`
      select c.developer_id as id, d.slug from curated_dataset c join dataset d on d.id = c.dataset_id
       where c.developer_id in (${ids}) order by d.slug`);
    const found = new Map<DeveloperId, Slug[]>();
    for (const { id, slug } of rows) found.set(id, [...(found.get(id) ?? []), slug]);
    return found;
  }

  /** Replaces the datasets that a curator may change; answers those that do not exist, and then changes nothing. */
  async curate(transaction: Transaction, developer: DeveloperEntity, slugs: readonly Slug[]): Promise<Slug[]> {
    const datasets = await transaction.find(DatasetEntity, { slug: { $in: [...slugs] } });
    const known = new Set(datasets.map(({ slug }) => slug));
    const unknown = slugs.filter((slug) => !known.has(slug));
    if (unknown.length > 0) return unknown;
    await transaction.nativeDelete(CuratedDatasetEntity, { developer });
    for (const dataset of datasets)
      transaction.persist(transaction.create(CuratedDatasetEntity, { developer, dataset }));
    return [];
  }

  /** The session of a cookie, while it works. */
  async session(secretSha256: Sha256): Promise<ActiveSession | null> {
    const [row] = await this.em.execute<(Omit<ActiveSession, 'curates'> & TrustRow)[]>(
      `select s.id as "sessionId", s.created_at as "createdAt", s.seen_at as "seenAt", ${trust}
         from session s join developer d on d.id = s.developer_id
        where s.secret_sha256 = ? and s.expires_at > now() and ${active}`,
      [secretSha256],
    );
    return row ? { ...trusted(row), createdAt: new Date(row.createdAt), seenAt: new Date(row.seenAt) } : null;
  }

  /** The token of a secret, while it works; notes that it was used, to the minute. */
  async token(secretSha256: Sha256): Promise<ActiveToken | null> {
    const [row] = await this.em.execute<(Omit<ActiveToken, 'curates'> & TrustRow & { stale: boolean })[]>(
      `select t.id as "tokenId", t.scope, t.last_used_at is null or t.last_used_at < now() - interval '1 minute' as stale,
              ${trust}
         from api_token t join developer d on d.id = t.developer_id
        where t.secret_sha256 = ? and t.expires_at > now() and t.revoked_at is null and ${active}`,
      [secretSha256],
    );
    if (!row) return null;
    const { stale, ...found } = row;
    if (stale) await this.em.execute(`update api_token set last_used_at = now() where id = ?`, [found.tokenId]);
    return trusted(found);
  }

  /** Notes that a session was used. */
  async touchSession(sessionId: string): Promise<void> {
    await this.em.execute('update session set seen_at = now() where id = ?', [sessionId]);
  }

  /** Where an account is signed in, the last used first. */
  sessions(developer: DeveloperId): Promise<SessionEntity[]> {
    const orderBy = [{ seenAt: 'desc' }, { createdAt: 'desc' }, { id: 'asc' }] as const;
    return this.em.find(SessionEntity, { developer, expiresAt: { $gt: new Date() } }, { orderBy: [...orderBy] });
  }

  /** Tokens of an account that work, the newest first. */
  tokens(developer: DeveloperId): Promise<ApiTokenEntity[]> {
    const where = { developer, revokedAt: null, expiresAt: { $gt: new Date() } };
    return this.em.find(ApiTokenEntity, where, { orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] });
  }

  /** The authenticator app of an account, whether it is confirmed or not. */
  secondFactor(developer: DeveloperId): Promise<SecondFactorEntity | null> {
    return this.em.findOne(SecondFactorEntity, { developer }, { refresh: true });
  }

  /** Those of some accounts that sign in with a code of an app. */
  async withSecondFactor(ids: readonly DeveloperId[]): Promise<ReadonlySet<DeveloperId>> {
    const where = { developer: { $in: [...ids] }, confirmedAt: { $ne: null } };
    return new Set((await this.em.find(SecondFactorEntity, where)).map(({ developer }) => developer.id));
  }

  /** Notes that the code of a time step was used; answers whether it is the first time. */
  async useStep(developer: DeveloperId, lastStep: number): Promise<boolean> {
    const where = { developer, $or: [{ lastStep: null }, { lastStep: { $lt: lastStep } }] };
    return (await this.em.nativeUpdate(SecondFactorEntity, where, { lastStep })) === 1;
  }

  /** Uses a recovery code up; answers whether it worked. */
  async useRecoveryCode(developer: DeveloperId, codeSha256: Sha256): Promise<boolean> {
    const where = { codeSha256, developer, usedAt: null };
    return (await this.em.nativeUpdate(RecoveryCodeEntity, where, { usedAt: new Date() })) === 1;
  }

  /** Recovery codes of an account that still work. */
  countRecoveryCodes(developer: DeveloperId): Promise<number> {
    return this.em.count(RecoveryCodeEntity, { developer, usedAt: null });
  }

  /** A link that still works. */
  link(secretSha256: Sha256): Promise<MailedTokenEntity | null> {
    const where = { secretSha256, usedAt: null, expiresAt: { $gt: new Date() } };
    return this.em.findOne(MailedTokenEntity, where, { populate: ['developer'] });
  }

  /** Uses a link up, if nobody else was faster; answers whether it worked. */
  async useLink(transaction: Transaction, secretSha256: Sha256): Promise<boolean> {
    const where = { secretSha256, usedAt: null, expiresAt: { $gt: new Date() } };
    return (await transaction.nativeUpdate(MailedTokenEntity, where, { usedAt: new Date() })) === 1;
  }

  /** Makes every link of a purpose useless. */
  async dropLinks(purpose: MailedTokenPurpose, developer: DeveloperId | null): Promise<void> {
    await this.em.nativeDelete(MailedTokenEntity, { purpose, developer, usedAt: null });
  }

  /** Deletes what has ended: sessions, links and counts of attempts. */
  async sweep(): Promise<void> {
    await this.em.execute(`delete from session where expires_at < now()`);
    await this.em.execute(`delete from passkey_challenge where expires_at < now()`);
    await this.em.execute(`delete from team_invitation where expires_at < now()`);
    await this.em.execute(`delete from mailed_token where expires_at < now() - interval '7 days'`);
    await this.em.execute(`delete from throttle where expire < ?`, [Date.now()]);
  }

  /** What an account made and did, for its export. */
  async traces(
    id: DeveloperId,
  ): Promise<Pick<AccountExport, 'models' | 'teams' | 'submissions' | 'reports' | 'actions'>> {
    type Rows<K extends keyof AccountExport> = AccountExport[K];
    const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    const models = await this.em.execute<Rows<'models'>>(
      `select slug, name, ${iso('upload_time')} as "uploadedAt" from model where owner_id = ? order by upload_time, slug`,
      [id],
    );
    const teams = await this.em.execute<Rows<'teams'>>(
      `select t.id, t.name, m.role, ${iso('m.joined_at')} as "joinedAt"
         from team_member m join team t on t.id = m.team_id where m.developer_id = ? order by m.joined_at, t.id`,
      [id],
    );
    const submissions = await this.em.execute<Rows<'submissions'>>(
      `select s.id, t.slug as task, m.slug as model, c.slug as candidate, s.state, ${iso('s.created_at')} as "createdAt"
         from submission s join task t on t.id = s.task_id join candidate c on c.id = s.candidate_id
         join model m on m.id = c.model_id where s.submitted_by_id = ? order by s.number`,
      [id],
    );
    const reports = await this.em.execute<Rows<'reports'>>(
      `select kind, text, ${iso('created_at')} as "createdAt" from annotation_problem where reported_by_id = ? order by created_at, id`,
      [id],
    );
    const actions = await this.em.execute<Rows<'actions'>>(
      `select action, subject, ${iso('created_at')} as "createdAt" from audit_entry where actor = ? order by audit_entry.id`,
      [id],
    );
    return { models, teams, submissions, reports, actions };
  }
}

function trusted<T extends TrustRow>({ curatesAll, datasets, ...row }: T): Omit<T, keyof TrustRow> & ActiveAccount {
  return { ...row, curates: curatesAll ? 'all' : datasets } as unknown as Omit<T, keyof TrustRow> & ActiveAccount;
}
