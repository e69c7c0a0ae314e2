import { AuditEntry } from '@cellboard/db';
import type { EntityManager } from '@mikro-orm/core';

/** Who changes something: the person with the operator token, the demo's preparation, the catalogue, or a job. */
export type Actor = 'operator' | 'demo' | 'catalogue' | 'worker';

/** What is written down of a change. */
export interface Change {
  readonly actor: Actor;
  /** What was done, such as `dataset.publish`. */
  readonly action: string;
  /** To what: slug or id. */
  readonly subject: string;
  readonly details?: Record<string, unknown>;
}

/** Writes a change down, in the same transaction as the change itself. */
export function audit(em: EntityManager, { actor, action, subject, details = {} }: Change): void {
  em.persist(em.create(AuditEntry, { actor, action, subject, details }));
}
