import {
  accountOf,
  Problem,
  type NewTeam,
  type Principal,
  type RenameTeam,
  type SetTeamRole,
  type Team,
  type TeamId,
  type TeamMemberQuery,
  type TeamQuery,
  type TeamSummary,
} from '@cellboard/contract';
import type { TeamsService as Contract } from '@cellboard/contract/router';
import {
  TeamEntity,
  TeamMemberEntity,
  TeamRepository,
  transactional,
  type SeenTeam,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { TeamAnswers } from './team-answers.ts';
import { isLastOwner, noTeam } from './team-problems.ts';

/** Teams of one account: enough for everyone, too few to fill a disk with. */
const MOST_TEAMS = 50;

/** Makes teams, and changes who is in them. */
@Injectable()
export class TeamsService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly teams: TeamRepository,
    private readonly answers: TeamAnswers,
  ) {}

  async mine(principal: Principal): Promise<TeamSummary[]> {
    const account = accountOf(principal);
    return account === null ? [] : this.teams.of(account);
  }

  get(principal: Principal, { team }: TeamQuery): Promise<Team> {
    return this.answers.one(principal, team);
  }

  async create(principal: Principal, { name }: NewTeam): Promise<Team> {
    const developer = await this.answers.signedIn(principal);
    if ((await this.teams.of(developer.id)).length >= MOST_TEAMS) {
      throw new Problem('TOO_MANY_TEAMS', `You are in ${MOST_TEAMS} teams. Leave one of them first.`);
    }
    const team = await transactional(this.em, async (transaction) => {
      const made = transaction.create(TeamEntity, { name });
      transaction.persist(transaction.create(TeamMemberEntity, { team: made, developer, role: 'owner' }));
      await transaction.flush();
      audit(transaction, principal, { action: 'team.create', object: 'team', subject: made.id, after: { name } });
      return made.id;
    });
    return this.answers.one(principal, team);
  }

  async rename(principal: Principal, { team, name }: RenameTeam): Promise<Team> {
    await this.changing(principal, 'teams.rename', team, async (transaction, { name: before }) => {
      if (before === name) return;
      await transaction.nativeUpdate(TeamEntity, { id: team }, { name });
      const words = { action: 'team.rename', object: 'team', subject: team } as const;
      audit(transaction, principal, { ...words, before: { name: before }, after: { name } });
    });
    return this.answers.one(principal, team);
  }

  async leave(principal: Principal, { team }: TeamQuery): Promise<TeamSummary[]> {
    const { id } = await this.answers.signedIn(principal);
    await this.changing(principal, 'teams.leave', team, async (transaction, { name }) => {
      const membership = await this.teams.membership(team, id);
      if (!membership) throw noTeam();
      if (membership.role === 'owner') await this.requireOtherOwner(principal, team, name);
      await transaction.remove(membership).flush();
      audit(transaction, principal, { action: 'team.leave', object: 'team', subject: team });
    });
    return this.teams.of(id);
  }

  async removeMember(principal: Principal, { team, handle }: TeamMemberQuery): Promise<Team> {
    await this.changing(principal, 'teams.removeMember', team, async (transaction, { name }) => {
      const membership = await this.member(principal, team, handle);
      if (membership.role === 'owner') await this.requireOtherOwner(principal, team, name);
      const details = { member: membership.developer.id };
      await transaction.remove(membership).flush();
      audit(transaction, principal, { action: 'team.remove-member', object: 'team', subject: team, details });
    });
    return this.answers.one(principal, team);
  }

  async setRole(principal: Principal, { team, handle, role }: SetTeamRole): Promise<Team> {
    await this.changing(principal, 'teams.setRole', team, async (transaction, { name }) => {
      const membership = await this.member(principal, team, handle);
      const before = membership.role;
      if (before === role) return;
      if (before === 'owner') await this.requireOtherOwner(principal, team, name);
      membership.role = role;
      const details = { member: membership.developer.id };
      const words = { action: 'team.role', object: 'team', subject: team } as const;
      audit(transaction, principal, { ...words, before: { role: before }, after: { role }, details });
    });
    return this.answers.one(principal, team);
  }

  /** Locks a team, and asks again inside of the transaction who may change it. */
  private async changing(
    principal: Principal,
    action: 'teams.rename' | 'teams.leave' | 'teams.removeMember' | 'teams.setRole',
    ...[id, change]: [TeamId, (transaction: Transaction, team: SeenTeam) => Promise<void>]
  ): Promise<void> {
    await transactional(this.em, async (transaction) => {
      if (!(await this.teams.find(principal, id))) throw noTeam();
      await this.teams.lock(id);
      await change(transaction, await this.answers.allowed(principal, action, id));
    });
  }

  private async member(_principal: Principal, team: TeamId, handle: string): Promise<TeamMemberEntity> {
    const found = await this.teams.member(team, handle);
    if (!found) throw new Problem('ACCOUNT_NOT_FOUND', `The team has no member "${handle}".`);
    return found;
  }

  private async requireOtherOwner(_principal: Principal, team: TeamId, name: string): Promise<void> {
    if ((await this.teams.countOwners(team)) < 2) throw isLastOwner(name);
  }
}
