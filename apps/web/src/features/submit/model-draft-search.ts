import * as z from 'zod/mini';

const word = z.catch(z.optional(z.string().check(z.maxLength(600))), undefined);

/**
 * The answers of the second step, which stand in its address until the submission is opened. `model` and `candidate` are
 * of a model that is there; the others describe a new one. Answers that are not given yet are left out.
 */
export const ModelDraftSearch = z.object({
  task: word,
  kind: z.catch(z.optional(z.enum(['new', 'existing'])), undefined),
  ...{ model: word, candidate: word },
  ...{ name: word, developer: word, licence: word, code: word, paper: word },
  ...{ weights: word, parent: word, settings: word },
  /** Whether the weights can be downloaded. */
  available: z.catch(z.optional(z.enum(['yes', 'no'])), undefined),
  /** `none`, `undisclosed`, or sources with commas between them. */
  training: word,
});
export type ModelDraftSearch = z.infer<typeof ModelDraftSearch>;
