import { defineEntity, p } from '@mikro-orm/core';

/** Kinds of things that are written down when they change. */
export const auditObjects = [
  'account',
  'candidate',
  'dataset',
  'evaluation',
  'image',
  'model',
  'prediction',
  'source',
  'submission',
  'task',
  'team',
  'token',
  'weights',
] as const;
export type AuditObject = (typeof auditObjects)[number];

const AuditEntrySchema = defineEntity({
  name: 'AuditEntryEntity',
  tableName: 'audit_entry',
  indexes: [{ properties: ['createdAt'] }, { properties: ['object', 'subject', 'id'] }],
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
    createdAt: p.datetime().defaultRaw('now()'),
    /** An account's id, `operator`, or `worker:` and its name. */
    actor: p.string().length(120),
    /** What was done, such as `dataset.publish`. */
    action: p.string().length(80),
    /** What kind of thing it was done to, and its slug or id. */
    object: p.enum([...auditObjects]),
    subject: p.string().length(200),
    /** What the change replaced, and by what; null where there was nothing, or nothing is left. */
    before: p.json<Record<string, unknown>>().nullable(),
    after: p.json<Record<string, unknown>>().nullable(),
    /** The reason that the person gave. */
    reason: p.text().nullable(),
    details: p.json<Record<string, unknown>>().onCreate(() => ({})),
  },
});

/** A change that somebody may ask about later; rows are only ever added. */
export class AuditEntryEntity extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntryEntity);
