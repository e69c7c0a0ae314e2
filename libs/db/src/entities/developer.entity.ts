import type { DeveloperId } from '@cellboard/contract';
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
  properties: {
    id: p
      .uuid()
      .$type<DeveloperId>()
      .primary()
      .onCreate(() => crypto.randomUUID() as DeveloperId),
    name: p.string().length(120).unique(),
    email: p.string().length(254).nullable(),
    /** Argon2id in its encoded form; null for developers who cannot log in. */
    passHash: p.string().length(255).nullable().check('char_length(pass_hash) >= 60'),
    role: p.enum([...developerRoles]).default('developer'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** Makes models: a person, a team or an account. */
export class DeveloperEntity extends DeveloperSchema.class {}
DeveloperSchema.setClass(DeveloperEntity);
