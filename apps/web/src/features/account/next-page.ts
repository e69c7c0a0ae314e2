import * as z from 'zod/mini';

/** A page of this site, and of no other: not `//elsewhere`, nor what a browser takes for that. */
const own = /^\/(?![/\\])[^\\\s]*$/;

/** Where to go after signing in. Anything else than a page of this site is left out. */
export const SignInSearch = z.object({
  next: z.catch(z.optional(z.string().check(z.maxLength(500), z.regex(own))), undefined),
});
