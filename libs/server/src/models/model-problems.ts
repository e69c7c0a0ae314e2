import { Problem, type Slug } from '@cellboard/contract';
import type { ModelEntity } from '@cellboard/db';

/** The refusal where there is no model of that slug. */
export function noModel(slug: Slug): Problem {
  return new Problem('MODEL_NOT_FOUND', `There is no model "${slug}".`);
}

/** The refusal where a model has no candidate of that slug. */
export function noCandidate(model: Slug, candidate: Slug): Problem {
  return new Problem('CANDIDATE_NOT_FOUND', `The model "${model}" has no candidate "${candidate}".`);
}

/** The refusal of weights that would begin from others that are not there. */
export function noWeights(model: Slug, weights: Slug): Problem {
  return new Problem('MODEL_NOT_FOUND', `The model "${model}" has no weights "${weights}".`);
}

/** The refusal to rank a model that is only listed. */
export function isIneligible({ slug, eligibilityReason }: ModelEntity): Problem {
  return new Problem('MODEL_INELIGIBLE', `The model "${slug}" is listed but never ranked: ${eligibilityReason ?? ''}`);
}

/** The refusal of predictions from outside for a method that this software runs itself. */
export function isBuiltIn({ slug, name }: ModelEntity): Problem {
  return new Problem(
    'MODEL_BUILT_IN',
    `${name} ("${slug}") is built into Cellboard, which makes its predictions itself. Submit yours with a model of your own: choose another slug.`,
  );
}

/** The refusal of developers who may not change that model. */
export function notYourModel({ slug }: ModelEntity): Problem {
  return new Problem('NOT_ALLOWED', `The model "${slug}" belongs to somebody else. Choose another slug for yours.`);
}
