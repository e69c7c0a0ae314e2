import * as z from 'zod';

/** What the routes for files and health answer where they fail; procedures carry the same in their own shape. */
export const ErrorAnswer = z.strictObject({
  error: z.strictObject({
    /** A problem's code, `PAGE_NOT_FOUND` where nothing is at the address, or `INTERNAL` for a fault of ours. */
    code: z.string(),
    message: z.string(),
    /** Names the request in the log. */
    requestId: z.string(),
  }),
});
export type ErrorAnswer = z.infer<typeof ErrorAnswer>;
