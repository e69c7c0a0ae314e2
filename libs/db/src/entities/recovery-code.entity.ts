import type { Sha256 } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';

const RecoveryCodeSchema = defineEntity({
  name: 'RecoveryCodeEntity',
  tableName: 'recovery_code',
  indexes: [{ properties: ['developer'] }],
  properties: {
    /** Of the code, which is kept nowhere. */
    codeSha256: p.string().length(64).$type<Sha256>().primary().check(`code_sha256 ~ '^[0-9a-f]{64}$'`),
    developer: () => p.manyToOne(DeveloperEntity).deleteRule('cascade'),
    /** It works once. */
    usedAt: p.datetime().nullable(),
  },
});

/** A code that takes the place of the authenticator app once. */
export class RecoveryCodeEntity extends RecoveryCodeSchema.class {}
RecoveryCodeSchema.setClass(RecoveryCodeEntity);
