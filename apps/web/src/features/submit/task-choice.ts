import * as z from 'zod';

/** The address of the first step. */
export const TaskChoice = z.object({ task: z.string().optional().catch(undefined) });
