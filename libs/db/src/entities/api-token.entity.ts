import { tokenScopes, type Sha256 } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';

const ApiTokenSchema = defineEntity({
  name: 'ApiTokenEntity',
  tableName: 'api_token',
  indexes: [{ properties: ['developer'] }],
  checks: [{ name: 'api_token_expiry_check', expression: `expires_at <= created_at + '367 days'::interval` }],
  triggers: [
    {
      name: 'stay',
      timing: 'before',
      events: ['update'],
      body: `if (new.id, new.secret_sha256, new.developer_id, new.scope, new.created_at, new.expires_at) is distinct from (old.id, old.secret_sha256, old.developer_id, old.scope, old.created_at, old.expires_at) or old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at then raise exception 'What a token is for never changes. Revoke it and make another.' using errcode = 'check_violation'; end if;
    return new;`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    developer: () => p.manyToOne(DeveloperEntity).deleteRule('cascade'),
    /** What its owner calls it. */
    name: p.string().length(80).check('char_length(name) >= 1'),
    /** Of the secret, which is shown once and kept nowhere. */
    secretSha256: p.string().length(64).$type<Sha256>().unique().check(`secret_sha256 ~ '^[0-9a-f]{64}$'`),
    /** What it may be used for; each scope includes those before it. */
    scope: p.enum([...tokenScopes]),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    /** To the minute; null where it was never used. */
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});

/** Lets a program act for an account, within a scope. */
export class ApiTokenEntity extends ApiTokenSchema.class {}
ApiTokenSchema.setClass(ApiTokenEntity);
