import { can, type Action, type Principal } from '@cellboard/contract';
import type { ModelEntity, ModelRepository } from '@cellboard/db';
import { isBuiltIn, notYourModel } from './model-problems.ts';

/**
 * Lets a model's owner, members of the team that owns it, and admins add to a model and submit its predictions. Only the
 * server itself does so for built-in models.
 *
 * @throws Problem MODEL_BUILT_IN or NOT_ALLOWED
 */
export async function requireModel(
  principal: Principal,
  action: Action,
  { model, models }: { readonly model: ModelEntity; readonly models: ModelRepository },
): Promise<void> {
  const { builtIn } = model;
  const relation = await models.relation(principal, model);
  if (can(principal, action, { kind: 'model', builtIn, relation })) return;
  throw builtIn ? isBuiltIn(model) : notYourModel(model);
}
