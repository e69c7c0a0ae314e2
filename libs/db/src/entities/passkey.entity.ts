import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';

const PasskeySchema = defineEntity({
  name: 'PasskeyEntity',
  tableName: 'passkey',
  indexes: [{ properties: ['developer'] }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    developer: () => p.manyToOne(DeveloperEntity).deleteRule('cascade'),
    /** What its owner calls it. */
    name: p.string().length(80).check('char_length(name) >= 1'),
    /** What the authenticator calls it, in base64url. */
    credentialId: p.string().length(1364).unique().check(`credential_id ~ '^[A-Za-z0-9_-]+$'`),
    /** COSE, in base64url. The private key never leaves the authenticator. */
    publicKey: p.text().check(`public_key ~ '^[A-Za-z0-9_-]+$'`),
    /** How often the authenticator has signed, as it says; some always say 0. A copy of it would fall behind. */
    counter: p.bigint('number').check('counter >= 0'),
    /** How browsers reach the authenticator, such as `usb` or `internal`. */
    transports: p.json<readonly string[]>().onCreate(() => []),
    createdAt: p.datetime().defaultRaw('now()'),
    lastUsedAt: p.datetime().nullable(),
  },
});

/** A key on a device of its owner, which signs in to an account without its password. */
export class PasskeyEntity extends PasskeySchema.class {}
PasskeySchema.setClass(PasskeyEntity);
