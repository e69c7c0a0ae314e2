import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';

const SecondFactorSchema = defineEntity({
  name: 'SecondFactorEntity',
  tableName: 'second_factor',
  properties: {
    developer: () => p.oneToOne(DeveloperEntity).primary().owner().deleteRule('cascade'),
    /** What the authenticator app shares with the server, in base32. It has to be readable to check a code. */
    secret: p.string().length(64).check(`secret ~ '^[A-Z2-7]{32,64}$'`),
    /** When the first code was typed; null until then, while signing in asks for none. */
    confirmedAt: p.datetime().nullable(),
    /** The time step of the last code that was used: no code works twice. */
    lastStep: p.integer().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** An authenticator app, whose codes an account signs in with beside its password. */
export class SecondFactorEntity extends SecondFactorSchema.class {}
SecondFactorSchema.setClass(SecondFactorEntity);
