import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';

const SignInSignalSchema = defineEntity({
  name: 'SignInSignalEntity',
  tableName: 'sign_in_signal',
  indexes: [{ properties: ['kind', 'value'] }, { properties: ['day'] }],
  properties: {
    developer: () => p.manyToOne(DeveloperEntity).primary().deleteRule('cascade'),
    /** From where: `network`, an IPv4 address or the first 64 bits of an IPv6 address; or `browser`, a profile of one. */
    kind: p.enum(['network', 'browser']).primary(),
    /** The network, or the hash of the browser's cookie. */
    value: p.string().length(64).primary().check('char_length(value) >= 1'),
    /** In UTC. */
    day: p.date().primary(),
  },
});

/** From where somebody signed in on a day, to find people with several accounts. Deleted after 30 days. */
export class SignInSignalEntity extends SignInSignalSchema.class {}
SignInSignalSchema.setClass(SignInSignalEntity);
