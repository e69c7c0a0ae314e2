import type {
  DeveloperId,
  Principal,
  Relation,
  Sha256,
  Slug,
  TeamId,
  TeamInvitation,
  TeamMember,
  TeamSummary,
} from '@cellboard/contract';
import { accountOf } from '@cellboard/contract';
import { LockMode, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { TeamInvitationEntity } from '../entities/team-invitation.entity.ts';
import { TeamMemberEntity } from '../entities/team-member.entity.ts';
import { TeamEntity } from '../entities/team.entity.ts';
import type { Transaction } from '../transaction.ts';
import { visibleTo } from './visible.ts';

/** A team that somebody may see, and how they stand to it. */
export interface SeenTeam {
  readonly id: TeamId;
  readonly name: string;
  readonly createdAt: Date;
  readonly relation: Relation;
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Finds teams, their members and invitations. */
export class TeamRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** A team that the principal may see. */
  async find(principal: Principal, id: TeamId): Promise<SeenTeam | null> {
    const [row] = await this.em.execute<SeenTeam[]>(sql`
      select t.id, t.name, t.created_at as "createdAt", coalesce(m.role, 'stranger') as relation
        from team t left join team_member m on m.team_id = t.id and m.developer_id = ${accountOf(principal)}
       where t.id = ${id} and ${visibleTo(principal).team('t')}`);
    return row ? { ...row, createdAt: new Date(row.createdAt) } : null;
  }

  /** Keeps others from changing who is in a team until the transaction ends. */
  async lock(id: TeamId): Promise<void> {
    await this.em.findOneOrFail(TeamEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  /** The teams of an account, by name. */
  of(developer: DeveloperId): Promise<TeamSummary[]> {
    return this.em.execute<TeamSummary[]>(sql`
      select t.id, t.name, m.role, (select count(*)::int from team_member x where x.team_id = t.id) as "memberCount"
        from team_member m join team t on t.id = m.team_id
       where m.developer_id = ${developer} order by lower(t.name) collate "C", t.id`);
  }

  /** The members of a team, the first to join first. */
  members(id: TeamId): Promise<TeamMember[]> {
    return this.em.execute<TeamMember[]>(
      `select d.handle, d.name, m.role, ${iso('m.joined_at')} as "joinedAt"
         from team_member m join developer d on d.id = m.developer_id
        where m.team_id = ? order by m.joined_at, d.handle collate "C"`,
      [id],
    );
  }

  /** The member of a handle. */
  member(id: TeamId, handle: string): Promise<TeamMemberEntity | null> {
    return this.em.findOne(TeamMemberEntity, { team: id, developer: { handle } });
  }

  /** An account's membership. */
  membership(id: TeamId, developer: DeveloperId): Promise<TeamMemberEntity | null> {
    return this.em.findOne(TeamMemberEntity, { team: id, developer });
  }

  countOwners(id: TeamId): Promise<number> {
    return this.em.count(TeamMemberEntity, { team: id, role: 'owner' });
  }

  countMembers(id: TeamId): Promise<number> {
    return this.em.count(TeamMemberEntity, { team: id });
  }

  /** Members and invitations that still work. */
  async countPlaces(id: TeamId): Promise<number> {
    return (await this.countMembers(id)) + (await this.countInvitations(id));
  }

  private countInvitations(team: TeamId): Promise<number> {
    return this.em.count(TeamInvitationEntity, { team, expiresAt: { $gt: new Date() } });
  }

  /** Invitations to a team that still work, the newest first. */
  invitations(id: TeamId): Promise<TeamInvitation[]> {
    return this.em.execute<TeamInvitation[]>(
      `select id, email, ${iso('created_at')} as "createdAt", ${iso('expires_at')} as "expiresAt"
         from team_invitation where team_id = ? and expires_at > now() order by created_at desc, id`,
      [id],
    );
  }

  /** The invitation of a link that still works. */
  invitation(secretSha256: Sha256): Promise<TeamInvitationEntity | null> {
    const where = { secretSha256, expiresAt: { $gt: new Date() } };
    return this.em.findOne(TeamInvitationEntity, where, { populate: ['team', 'invitedBy'] });
  }

  /** Uses an invitation up, if nobody else was faster; answers whether it worked. */
  async useInvitation(transaction: Transaction, secretSha256: Sha256): Promise<boolean> {
    const where = { secretSha256, expiresAt: { $gt: new Date() } };
    return (await transaction.nativeDelete(TeamInvitationEntity, where)) === 1;
  }

  /** The models of a team, by name. */
  models(id: TeamId): Promise<{ slug: Slug; name: string }[]> {
    return this.em.execute<{ slug: Slug; name: string }[]>(
      `select slug, name from model where team_id = ? order by lower(name) collate "C", slug`,
      [id],
    );
  }

  /** Locks the teams of an account; answers the first one whose only owner it is and that has other members. */
  async onlyOwned(developer: DeveloperId): Promise<string | null> {
    const [row] = await this.em.execute<{ name: string }[]>(sql`
      with own as (
        select t.id, t.name from team t join team_member m on m.team_id = t.id
         where m.developer_id = ${developer} and m.role = 'owner' order by t.id for update of t)
      select own.name from own
       where exists (select 1 from team_member x where x.team_id = own.id and x.developer_id <> ${developer})
         and not exists (select 1 from team_member x where x.team_id = own.id and x.developer_id <> ${developer} and x.role = 'owner')
       limit 1`);
    return row?.name ?? null;
  }
}
