import { actorName, type Principal } from '@cellboard/contract';
import { AuditEntryEntity, type AuditObject, type Transaction } from '@cellboard/db';

/** A change as the audit log keeps it. */
export interface Change {
  /** What was done, such as `dataset.publish`. */
  readonly action: string;
  readonly object: AuditObject;
  /** Slug or id. */
  readonly subject: string;
  /** What the change replaced. */
  readonly before?: Record<string, unknown>;
  /** What it was replaced by. */
  readonly after?: Record<string, unknown>;
  /** The reason that the person gave. */
  readonly reason?: string;
  readonly details?: Record<string, unknown>;
}

/** Writes a change to the audit log, in the same transaction as the change itself. */
export function audit(transaction: Transaction, principal: Principal, change: Change): void {
  const { action, object, subject, before = null, after = null, reason = null, details = {} } = change;
  const actor = actorName(principal);
  transaction.persist(
    transaction.create(AuditEntryEntity, { actor, action, object, subject, before, after, reason, details }),
  );
}
