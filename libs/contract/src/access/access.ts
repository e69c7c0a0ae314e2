import { Problem } from '../problem.ts';
import { mayCall, type Action } from './policies.ts';
import { roleOf, type Principal } from './principal.ts';

/**
 * Refuses a caller whom the policy table does not let through.
 *
 * @throws Problem SIGN_IN_REQUIRED for visitors, NOT_ALLOWED for everyone else
 */
export function requireAccess(principal: Principal, action: Action): void {
  if (mayCall(principal, action)) return;
  if (principal.kind === 'anonymous') {
    throw new Problem(
      'SIGN_IN_REQUIRED',
      'This needs a token. Send the operator token as "Authorization: Bearer <token>".',
    );
  }
  throw new Problem('NOT_ALLOWED', `Your role, ${roleOf(principal)}, does not allow this.`);
}
