import { defineEntity, p } from '@mikro-orm/core';

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  indexes: [{ properties: ['createdAt'] }],
  triggers: [
    {
      name: 'stay',
      timing: 'before',
      events: ['update', 'delete'],
      body: `raise exception 'Rows of audit_entry are only ever added.' using errcode = 'check_violation'`,
    },
  ],
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    createdAt: p.datetime().onCreate(() => new Date()),
    /** Who did it: `operator`, `demo`, `catalogue`, `worker`, or a developer's id. */
    actor: p.string().length(120),
    /** What was done, such as `dataset.publish`. */
    action: p.string().length(80),
    /** To what: slug or id. */
    subject: p.string().length(200),
    details: p.json<Record<string, unknown>>().default('{}'),
  },
});

/** One write that somebody may ask about later; rows are only ever added. */
export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry);
