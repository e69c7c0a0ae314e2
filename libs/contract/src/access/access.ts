import { Problem } from '../problem.ts';
import { isTokenRefused, mayCall, policies, type Action } from './policies.ts';
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
      'You need to be signed in for this. Sign in, or send a token as "Authorization: Bearer <token>".',
    );
  }
  if (policies[action].allow.includes(roleOf(principal)) && isTokenRefused(principal, action)) {
    throw new Problem(
      'NOT_ALLOWED',
      policies[action].tokens === 'none'
        ? 'Tokens cannot be used for this. Sign in with your password.'
        : 'This token may only read. Use one with a wider scope.',
    );
  }
  throw new Problem('NOT_ALLOWED', `Your role, ${roleOf(principal)}, does not allow this.`);
}
