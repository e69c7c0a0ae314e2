import * as z from 'zod';
import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import {
  InvitedTo,
  InviteToTeam,
  NewTeam,
  RenameTeam,
  SetTeamRole,
  Team,
  TeamInvitationQuery,
  TeamLink,
  TeamMemberQuery,
  TeamQuery,
  TeamSummary,
} from './team.schema.ts';

/** What the teams' doors need behind them. The server implements it. */
export interface TeamsService {
  mine(principal: Principal): Promise<TeamSummary[]>;
  get(principal: Principal, query: TeamQuery): Promise<Team>;
  create(principal: Principal, input: NewTeam): Promise<Team>;
  rename(principal: Principal, input: RenameTeam): Promise<Team>;
  leave(principal: Principal, query: TeamQuery): Promise<TeamSummary[]>;
  removeMember(principal: Principal, query: TeamMemberQuery): Promise<Team>;
  setRole(principal: Principal, input: SetTeamRole): Promise<Team>;
}

/** What the doors of invitations need behind them. The server implements it. */
export interface InvitationsService {
  invite(principal: Principal, input: InviteToTeam): Promise<Team>;
  revoke(principal: Principal, query: TeamInvitationQuery): Promise<Team>;
  check(principal: Principal, query: TeamLink): Promise<InvitedTo>;
  accept(principal: Principal, query: TeamLink): Promise<Team>;
}

export const teamsRouter = (teams: TeamsService) =>
  router({
    /** The teams that you are a member of, by name. */
    mine: procedure('teams.mine')
      .output(z.array(TeamSummary))
      .query(({ ctx }) => teams.mine(ctx.principal)),
    /** A team that you are a member of. */
    get: procedure('teams.get')
      .input(TeamQuery)
      .output(Team)
      .query(({ ctx, input }) => teams.get(ctx.principal, input)),
    /** Makes a team that you own. */
    create: procedure('teams.create')
      .input(NewTeam)
      .output(Team)
      .mutation(({ ctx, input }) => teams.create(ctx.principal, input)),
    rename: procedure('teams.rename')
      .input(RenameTeam)
      .output(Team)
      .mutation(({ ctx, input }) => teams.rename(ctx.principal, input)),
    /** Ends your own membership. The last owner cannot leave. */
    leave: procedure('teams.leave')
      .input(TeamQuery)
      .output(z.array(TeamSummary))
      .mutation(({ ctx, input }) => teams.leave(ctx.principal, input)),
    /** Ends somebody else's membership. */
    removeMember: procedure('teams.removeMember')
      .input(TeamMemberQuery)
      .output(Team)
      .mutation(({ ctx, input }) => teams.removeMember(ctx.principal, input)),
    /** Makes a member an owner, or an owner a member. */
    setRole: procedure('teams.setRole')
      .input(SetTeamRole)
      .output(Team)
      .mutation(({ ctx, input }) => teams.setRole(ctx.principal, input)),
  });

export const invitationsRouter = (invitations: InvitationsService) =>
  router({
    /** Mails a link that lets anyone who opens it join the team. It works once, within a week. */
    invite: procedure('invitations.invite')
      .input(InviteToTeam)
      .output(Team)
      .mutation(({ ctx, input }) => invitations.invite(ctx.principal, input)),
    /** Makes a link useless that was not opened yet. */
    revoke: procedure('invitations.revoke')
      .input(TeamInvitationQuery)
      .output(Team)
      .mutation(({ ctx, input }) => invitations.revoke(ctx.principal, input)),
    /** What a link invites to, without using it up. A mutation, so that the secret stands in no address. */
    check: procedure('invitations.check')
      .input(TeamLink)
      .output(InvitedTo)
      .mutation(({ ctx, input }) => invitations.check(ctx.principal, input)),
    /** Joins the team, and uses the link up. */
    accept: procedure('invitations.accept')
      .input(TeamLink)
      .output(Team)
      .mutation(({ ctx, input }) => invitations.accept(ctx.principal, input)),
  });
