import type { DeveloperId, Handle } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';

export const developerRoles = ['developer', 'curator', 'admin'] as const;

const DeveloperSchema = defineEntity({
  name: 'DeveloperEntity',
  tableName: 'developer',
  indexes: [
    {
      name: 'developer_email_unique',
      expression: 'create unique index developer_email_unique on developer (lower(email))',
    },
  ],
  checks: [
    {
      name: 'developer_deleted_check',
      expression:
        'deleted_at is null or (email is null and pass_hash is null and handle is null and verified_at is null)',
    },
    { name: 'developer_curates_check', expression: `not curates_all or role <> 'developer'` },
  ],
  properties: {
    id: p
      .uuid()
      .$type<DeveloperId>()
      .primary()
      .onCreate(() => crypto.randomUUID() as DeveloperId),
    name: p.string().length(120).unique(),
    /** Names the account in addresses and lists; null for developers without an account. */
    handle: p.string().length(32).$type<Handle>().nullable().unique().check(`handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    /** In its canonical form. Nobody but the account itself and admins sees it. */
    email: p.string().length(254).nullable(),
    /** Argon2id in its encoded form; null for developers who cannot log in. */
    passHash: p.string().length(255).nullable().check('char_length(pass_hash) >= 60'),
    role: p.enum([...developerRoles]).default('developer'),
    /** Whether a curator may change every dataset; otherwise those in `curated_dataset`. */
    curatesAll: p.boolean().default(false),
    /** When the owner of the address opened the link that was mailed to it. */
    verifiedAt: p.datetime().nullable(),
    /** While it is set, nobody can sign in. */
    suspendedAt: p.datetime().nullable(),
    /** The account is gone; the row stays for what stands on boards. */
    deletedAt: p.datetime().nullable(),
    /** Whether a message says how each of its submissions ended. */
    mailAtEnd: p.boolean().default(true),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** Makes models: a person, a team or an account. */
export class DeveloperEntity extends DeveloperSchema.class {}
DeveloperSchema.setClass(DeveloperEntity);
