import { defineEntity, p } from '@mikro-orm/core';

export const developerRoles = ['developer', 'curator', 'admin'] as const;

const DeveloperSchema = defineEntity({
  name: 'Developer',
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    name: p.string().length(120).unique(),
    email: p.string().length(254).unique().nullable(),
    /** Argon2id in its encoded form; null for who cannot log in. */
    passHash: p.string().length(255).nullable().check('char_length(pass_hash) >= 60'),
    role: p.enum([...developerRoles]).default('developer'),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** Who makes models: a person, a team or an account. */
export class Developer extends DeveloperSchema.class {}
DeveloperSchema.setClass(Developer);
