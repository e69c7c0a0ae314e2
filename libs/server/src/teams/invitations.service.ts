import {
  Problem,
  type InvitedTo,
  type InviteToTeam,
  type Principal,
  type Team,
  type TeamInvitationQuery,
  type TeamLink,
} from '@cellboard/contract';
import type { InvitationsService as Contract } from '@cellboard/contract/router';
import { TeamInvitationEntity, TeamEntity, TeamMemberEntity, TeamRepository, transactional } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { messages } from '../accounts/messages.ts';
import { Postbox } from '../accounts/postbox.ts';
import { hashOf, newSecret } from '../accounts/secrets.ts';
import { Throttles } from '../accounts/throttles.ts';
import { audit } from '../audit/audit.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { TeamAnswers } from './team-answers.ts';
import { deadInvitation } from './team-problems.ts';

const INVITATION_MS = 7 * 86_400_000;

/** Members of a team and open invitations to it. */
const MOST_PLACES = 200;

/** Invites people into teams by mail. Anyone who holds the link may join once, with any account. */
@Injectable()
export class InvitationsService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly teams: TeamRepository,
    private readonly answers: TeamAnswers,
    private readonly postbox: Postbox,
    private readonly throttles: Throttles,
    private readonly settings: ServerSettings,
  ) {}

  /** Answers the same whether the address has an account or not. An earlier link to the same address stops working. */
  async invite(principal: Principal, { team: id, email }: InviteToTeam): Promise<Team> {
    const invitedBy = await this.answers.signedIn(principal);
    const team = await this.answers.allowed(principal, 'invitations.invite', id);
    await this.throttles.count('invite', invitedBy.id);
    await this.throttles.count('invited', email);
    const secret = newSecret();
    await transactional(this.em, async (transaction) => {
      await this.teams.lock(id);
      await this.answers.allowed(principal, 'invitations.invite', id);
      await transaction.nativeDelete(TeamInvitationEntity, { team: id, email });
      if ((await this.teams.countPlaces(id)) >= MOST_PLACES) {
        throw new Problem('TEAM_FULL', `A team has at most ${MOST_PLACES} members and invitations. Remove some first.`);
      }
      const expiresAt = new Date(Date.now() + INVITATION_MS);
      const words = { email, secretSha256: hashOf(secret), invitedBy, expiresAt };
      const made = transaction.create(TeamInvitationEntity, {
        team: transaction.getReference(TeamEntity, id),
        ...words,
      });
      await transaction.persist(made).flush();
      const details = { invitation: made.id };
      audit(transaction, principal, { action: 'team.invite', object: 'team', subject: id, details });
    });
    const { origin } = this.settings;
    const words = { origin, secret, team: team.name, from: invitedBy.name };
    this.postbox.later(() => Promise.resolve(messages.invitation(email, words)));
    return this.answers.one(principal, id);
  }

  async revoke(principal: Principal, { team, invitation }: TeamInvitationQuery): Promise<Team> {
    await this.answers.allowed(principal, 'invitations.revoke', team);
    await transactional(this.em, async (transaction) => {
      const count = await transaction.nativeDelete(TeamInvitationEntity, { id: invitation, team });
      if (count === 0) throw deadInvitation();
      const details = { invitation };
      audit(transaction, principal, { action: 'team.revoke-invitation', object: 'team', subject: team, details });
    });
    return this.answers.one(principal, team);
  }

  async check(_principal: Principal, { token }: TeamLink): Promise<InvitedTo> {
    const found = await this.teams.invitation(hashOf(token));
    if (!found) throw deadInvitation();
    const { team, invitedBy } = found;
    return { id: team.id, name: team.name, invitedBy: invitedBy?.name ?? null };
  }

  /** A member who opens a link of their own team stays what they are, and uses the link up. */
  async accept(principal: Principal, { token }: TeamLink): Promise<Team> {
    const developer = await this.answers.signedIn(principal);
    const found = await this.teams.invitation(hashOf(token));
    if (!found) throw deadInvitation();
    const { team } = found;
    await transactional(this.em, async (transaction) => {
      await this.teams.lock(team.id);
      if (!(await this.teams.useInvitation(transaction, found.secretSha256))) throw deadInvitation();
      if (await this.teams.membership(team.id, developer.id)) return;
      transaction.persist(transaction.create(TeamMemberEntity, { team, developer, role: 'member' }));
      const details = { invitation: found.id };
      audit(transaction, principal, { action: 'team.join', object: 'team', subject: team.id, details });
    });
    return this.answers.one(principal, team.id);
  }
}
