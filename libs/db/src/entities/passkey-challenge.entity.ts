import type { Sha256 } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';

const PasskeyChallengeSchema = defineEntity({
  name: 'PasskeyChallengeEntity',
  tableName: 'passkey_challenge',
  indexes: [{ properties: ['developer'] }, { properties: ['expiresAt'] }],
  properties: {
    /** Of the random bytes that a passkey has to sign. */
    challengeSha256: p.string().length(64).$type<Sha256>().primary().check(`challenge_sha256 ~ '^[0-9a-f]{64}$'`),
    /** The account that adds a passkey; null where somebody signs in with one. */
    developer: () => p.manyToOne(DeveloperEntity).deleteRule('cascade').nullable(),
    expiresAt: p.datetime(),
  },
});

/** What a passkey is asked to sign. The row goes with the first answer, so that no answer works twice. */
export class PasskeyChallengeEntity extends PasskeyChallengeSchema.class {}
PasskeyChallengeSchema.setClass(PasskeyChallengeEntity);
