import { TeamRole } from '@cellboard/contract';
import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';
import { TeamEntity } from './team.entity.ts';

const TeamMemberSchema = defineEntity({
  name: 'TeamMemberEntity',
  tableName: 'team_member',
  primaryKeys: ['team', 'developer'],
  indexes: [{ properties: ['developer'] }],
  properties: {
    team: () => p.manyToOne(TeamEntity).primary().deleteRule('cascade'),
    developer: () => p.manyToOne(DeveloperEntity).primary().deleteRule('cascade'),
    /** Owners invite and remove members. */
    role: p.enum([...TeamRole.options]),
    joinedAt: p.datetime().defaultRaw('now()'),
  },
});

/** An account in a team. */
export class TeamMemberEntity extends TeamMemberSchema.class {
  declare [PrimaryKeyProp]?: ['team', 'developer'];
}
TeamMemberSchema.setClass(TeamMemberEntity);
