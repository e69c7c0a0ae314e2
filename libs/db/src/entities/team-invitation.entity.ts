import type { Sha256 } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';
import { TeamEntity } from './team.entity.ts';

const TeamInvitationSchema = defineEntity({
  name: 'TeamInvitationEntity',
  tableName: 'team_invitation',
  uniques: [{ properties: ['team', 'email'] }],
  indexes: [{ properties: ['invitedBy'] }, { properties: ['expiresAt'] }],
  properties: {
    /** Names the invitation to the owners of the team. */
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    team: () => p.manyToOne(TeamEntity).deleteRule('cascade'),
    /** Where the link was sent to. */
    email: p.string().length(254),
    /** Of the secret in the link, which is kept nowhere. */
    secretSha256: p.string().length(64).$type<Sha256>().unique().check(`secret_sha256 ~ '^[0-9a-f]{64}$'`),
    invitedBy: () => p.manyToOne(DeveloperEntity).nullable().deleteRule('set null'),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
  },
});

/** A link that lets its holder join a team. The row goes when it is used, so that it works once. */
export class TeamInvitationEntity extends TeamInvitationSchema.class {}
TeamInvitationSchema.setClass(TeamInvitationEntity);
