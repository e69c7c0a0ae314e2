import { accountOf, isTrusted, type Principal } from '@cellboard/contract';
import type { ModelEntity } from '@cellboard/db';
import { isBuiltIn, notYourModel } from './model-problems.ts';

/**
 * Lets a model's owner and admins add to a model and submit its predictions. Only the server itself does so
 * for built-in models.
 *
 * @throws Problem MODEL_BUILT_IN or NOT_ALLOWED
 */
export function requireModel(principal: Principal, model: ModelEntity): void {
  if (principal.kind === 'worker') return;
  if (model.builtIn) throw isBuiltIn(model);
  if (isTrusted(principal)) return;
  const account = accountOf(principal);
  if (account === null || model.owner?.id !== account) throw notYourModel(model);
}
