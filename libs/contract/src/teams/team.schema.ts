import * as z from 'zod';
import { DisplayName, Email, LinkToken } from '../accounts/account.schema.ts';
import { Handle, Slug } from '../identifiers.ts';

export const TeamId = z.uuid().brand<'TeamId'>();
export type TeamId = z.infer<typeof TeamId>;

/** Owners invite and remove members. Every member may change the team's models and submissions. */
export const TeamRole = z.enum(['member', 'owner']);
export type TeamRole = z.infer<typeof TeamRole>;

export const TeamMember = z.strictObject({
  handle: Handle,
  name: z.string(),
  role: TeamRole,
  joinedAt: z.iso.datetime(),
});
export type TeamMember = z.infer<typeof TeamMember>;

/** An invitation that nobody has accepted yet. */
export const TeamInvitation = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type TeamInvitation = z.infer<typeof TeamInvitation>;

/** A team in a list. */
export const TeamSummary = z.strictObject({
  id: TeamId,
  name: z.string(),
  /** Your role; null for admins who are not a member. */
  role: TeamRole.nullable(),
  memberCount: z.int().min(0),
});
export type TeamSummary = z.infer<typeof TeamSummary>;

/** A team, as its members see it. Nobody else does. */
export const Team = z.strictObject({
  ...TeamSummary.shape,
  createdAt: z.iso.datetime(),
  /** The first to join first. */
  members: z.array(TeamMember),
  /** Open ones, the newest first; empty for those who may not invite. */
  invitations: z.array(TeamInvitation),
  /** By name. */
  models: z.array(z.strictObject({ slug: Slug, name: z.string() })),
});
export type Team = z.infer<typeof Team>;

export const NewTeam = z.strictObject({ name: DisplayName });
export type NewTeam = z.infer<typeof NewTeam>;

export const TeamQuery = z.strictObject({ team: TeamId });
export type TeamQuery = z.infer<typeof TeamQuery>;

export const RenameTeam = z.strictObject({ team: TeamId, name: DisplayName });
export type RenameTeam = z.infer<typeof RenameTeam>;

export const InviteToTeam = z.strictObject({ team: TeamId, email: Email });
export type InviteToTeam = z.infer<typeof InviteToTeam>;

export const TeamInvitationQuery = z.strictObject({ team: TeamId, invitation: z.uuid() });
export type TeamInvitationQuery = z.infer<typeof TeamInvitationQuery>;

export const TeamLink = z.strictObject({ token: LinkToken });
export type TeamLink = z.infer<typeof TeamLink>;

/** What a link invites to. */
export const InvitedTo = z.strictObject({ id: TeamId, name: z.string(), invitedBy: z.string().nullable() });
export type InvitedTo = z.infer<typeof InvitedTo>;

export const TeamMemberQuery = z.strictObject({ team: TeamId, handle: Handle });
export type TeamMemberQuery = z.infer<typeof TeamMemberQuery>;

export const SetTeamRole = z.strictObject({ team: TeamId, handle: Handle, role: TeamRole });
export type SetTeamRole = z.infer<typeof SetTeamRole>;
