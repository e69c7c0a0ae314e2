import type { TeamId } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';

const TeamSchema = defineEntity({
  name: 'TeamEntity',
  tableName: 'team',
  properties: {
    id: p
      .uuid()
      .$type<TeamId>()
      .primary()
      .onCreate(() => crypto.randomUUID() as TeamId),
    /** Several teams may have one name: a name that is taken would say that a team exists. */
    name: p.string().length(120).check('char_length(name) >= 1'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** Accounts that own models together. */
export class TeamEntity extends TeamSchema.class {}
TeamSchema.setClass(TeamEntity);
