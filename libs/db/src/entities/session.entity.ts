import type { Sha256 } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';

const SessionSchema = defineEntity({
  name: 'SessionEntity',
  tableName: 'session',
  indexes: [{ properties: ['developer'] }, { properties: ['expiresAt'] }],
  properties: {
    /** Names the session to its account. */
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    /** Of the secret in the cookie, which is kept nowhere. */
    secretSha256: p.string().length(64).$type<Sha256>().unique().check(`secret_sha256 ~ '^[0-9a-f]{64}$'`),
    developer: () => p.manyToOne(DeveloperEntity).deleteRule('cascade'),
    /** What the browser calls itself. */
    userAgent: p.string().length(300).nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    /** When it was last used, to the hour. */
    seenAt: p.datetime().defaultRaw('now()'),
    /** It ends then at the latest. */
    expiresAt: p.datetime(),
  },
});

/** Somebody who is signed in, in one browser. */
export class SessionEntity extends SessionSchema.class {}
SessionSchema.setClass(SessionEntity);
