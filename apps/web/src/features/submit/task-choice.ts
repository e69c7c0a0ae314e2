import * as z from 'zod/mini';

/** The address of the first step. */
export const TaskChoice = z.object({ task: z.catch(z.optional(z.string()), undefined) });
