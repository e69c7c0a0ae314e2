import type { Sha256 } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';

/** What the holder of a link may do: make an account, make the first admin's, choose a new password, or confirm an address. */
export const mailedTokenPurposes = ['register', 'first-admin', 'reset', 'email'] as const;
export type MailedTokenPurpose = (typeof mailedTokenPurposes)[number];

const MailedTokenSchema = defineEntity({
  name: 'MailedTokenEntity',
  tableName: 'mailed_token',
  indexes: [{ properties: ['developer'] }, { properties: ['expiresAt'] }],
  checks: [
    { name: 'mailed_token_email_check', expression: `(email is not null) = (purpose in ('register', 'email'))` },
    {
      name: 'mailed_token_developer_check',
      expression: `(developer_id is not null) = (purpose in ('reset', 'email'))`,
    },
  ],
  properties: {
    /** Of the secret in the link, which is kept nowhere. */
    secretSha256: p.string().length(64).$type<Sha256>().primary().check(`secret_sha256 ~ '^[0-9a-f]{64}$'`),
    purpose: p.enum([...mailedTokenPurposes]),
    /** The address of the account that it makes, or the new one of an account. */
    email: p.string().length(254).nullable(),
    /** The account that it opens. */
    developer: () => p.manyToOne(DeveloperEntity).nullable().deleteRule('cascade'),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    /** It works once. */
    usedAt: p.datetime().nullable(),
  },
});

/** The secret of a link that is sent by mail, or printed at the first start. */
export class MailedTokenEntity extends MailedTokenSchema.class {}
MailedTokenSchema.setClass(MailedTokenEntity);
