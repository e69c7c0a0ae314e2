import { defineEntity, p } from '@mikro-orm/core';

const SigningKeySchema = defineEntity({
  name: 'SigningKeyEntity',
  tableName: 'signing_key',
  triggers: [
    {
      name: 'stay',
      timing: 'before',
      events: ['update', 'delete'],
      body: `raise exception 'Keys are only ever added: receipts that were signed with them are still checked.' using errcode = 'check_violation'`,
    },
  ],
  properties: {
    /** The newest key signs. */
    number: p.integer().primary().autoincrement(false).check('number >= 1'),
    /** Names the key in receipts. */
    kid: p.string().length(80).unique(),
    /** Ed25519, PKCS #8 as PEM. */
    privateKey: p.text(),
    /** The 32 bytes of the public key, base64url. */
    publicKey: p.string().length(43),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A key by which the site signs receipts. */
export class SigningKeyEntity extends SigningKeySchema.class {}
SigningKeySchema.setClass(SigningKeyEntity);
