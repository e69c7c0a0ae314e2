import { defineEntity, p } from '@mikro-orm/core';

const ThrottleSchema = defineEntity({
  name: 'ThrottleEntity',
  tableName: 'throttle',
  indexes: [{ properties: ['expire'] }],
  properties: {
    /** What is counted, and the hash of whose account or address. */
    key: p.string().length(255).primary(),
    points: p.integer().default(0),
    /** In milliseconds since 1970; null: never. */
    expire: p.bigint('number').nullable(),
  },
});

/** How often somebody tried something lately. rate-limiter-flexible reads and writes it. */
export class ThrottleEntity extends ThrottleSchema.class {}
ThrottleSchema.setClass(ThrottleEntity);
