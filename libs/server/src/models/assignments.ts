import { accountOf, can, Problem, type AssignModel, type Principal, type TeamId } from '@cellboard/contract';
import {
  DeveloperEntity,
  ModelRepository,
  TeamEntity,
  TeamRepository,
  transactional,
  type ModelEntity,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { noTeam } from '../teams/team-problems.ts';
import { requireModel } from './model-access.ts';
import { noModel } from './model-problems.ts';

/** Says to whom a model belongs: an account or a team. Its submissions follow. */
@Injectable()
export class Assignments {
  constructor(
    private readonly em: EntityManager,
    private readonly models: ModelRepository,
    private readonly teams: TeamRepository,
  ) {}

  /**
   * Gives a model to a team that the principal is a member of, or to the principal.
   *
   * @throws Problem MODEL_NOT_FOUND, MODEL_BUILT_IN, TEAM_NOT_FOUND or NOT_ALLOWED
   */
  async assign(principal: Principal, { model: slug, team: id, reason }: AssignModel): Promise<void> {
    await transactional(this.em, async (transaction) => {
      await this.models.lockSlug(slug);
      const model = await this.models.bySlug(slug);
      if (!model) throw noModel(slug);
      await requireModel(principal, 'models.assign', { model, models: this.models });
      const before = ownerOf(model);
      // Nobody takes from a team but its owners, who may also remove its members.
      if (before.team !== null && before.team !== id) await this.requireLead(principal, before.team);
      const team = id && (await this.team(principal, transaction, id));
      const account = accountOf(principal);
      const owner = team || account === null ? null : transaction.getReference(DeveloperEntity, account);
      transaction.assign(model, { team, owner });
      const after = ownerOf(model);
      if (before.team === after.team && before.owner === after.owner) return;
      audit(transaction, principal, { action: 'model.assign', object: 'model', subject: slug, before, after, reason });
    });
  }

  /**
   * A team that the principal may give a model to. Nobody can leave it or dissolve it until the transaction ends.
   *
   * @throws Problem TEAM_NOT_FOUND
   */
  async team(principal: Principal, transaction: Transaction, id: TeamId): Promise<TeamEntity> {
    if (!(await this.teams.find(principal, id))) throw noTeam();
    await this.teams.lock(id);
    if (!(await this.teams.find(principal, id))) throw noTeam();
    return transaction.getReference(TeamEntity, id);
  }

  private async requireLead(principal: Principal, id: TeamId): Promise<void> {
    const team = await this.teams.find(principal, id);
    if (!team) throw noTeam();
    if (can(principal, 'teams.rename', { kind: 'team', relation: team.relation })) return;
    throw new Problem('NOT_ALLOWED', `Only owners of the team "${team.name}" may take a model away from it.`);
  }
}

function ownerOf({ team, owner }: ModelEntity): { team: TeamId | null; owner: string | null } {
  return { team: team?.id ?? null, owner: owner?.id ?? null };
}
