import { can, Problem, type Action, type Principal, type Team, type TeamId } from '@cellboard/contract';
import { AccountRepository, TeamRepository, type DeveloperEntity, type SeenTeam } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { noTeam, notYourTeam } from './team-problems.ts';

/** Finds a team for somebody who may see it, and describes it. */
@Injectable()
export class TeamAnswers {
  constructor(
    private readonly teams: TeamRepository,
    private readonly accounts: AccountRepository,
  ) {}

  /**
   * A team that the principal may do something with.
   *
   * @throws Problem TEAM_NOT_FOUND where they may not see it, or NOT_ALLOWED
   */
  async allowed(principal: Principal, action: Action, id: TeamId): Promise<SeenTeam> {
    const team = await this.teams.find(principal, id);
    if (!team) throw noTeam();
    if (!can(principal, action, { kind: 'team', relation: team.relation })) throw notYourTeam(team.name);
    return team;
  }

  async one(principal: Principal, id: TeamId): Promise<Team> {
    const team = await this.allowed(principal, 'teams.get', id);
    const members = await this.teams.members(id);
    const leads = can(principal, 'teams.rename', { kind: 'team', relation: team.relation });
    return {
      ...{ id, name: team.name, members, memberCount: members.length },
      role: team.relation === 'stranger' ? null : team.relation,
      createdAt: team.createdAt.toISOString(),
      invitations: leads ? await this.teams.invitations(id) : [],
      models: await this.teams.models(id),
    };
  }

  /**
   * The account of somebody who is signed in.
   *
   * @throws Problem ACCOUNT_NOT_FOUND
   */
  async signedIn(principal: Principal): Promise<DeveloperEntity> {
    const id = 'id' in principal && principal.kind !== 'token' ? principal.id : null;
    const found = id === null ? null : await this.accounts.byId(id);
    if (!found) throw new Problem('ACCOUNT_NOT_FOUND', 'There is no such account any more.');
    return found;
  }
}
