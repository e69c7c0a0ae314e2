import * as z from 'zod/mini';

/** One of some words in an address; the first where another or none stands there. */
export const choiceParam = <const T extends string>(options: readonly [T, ...T[]]) =>
  z.catch(z._default(z.enum(options), options[0]), options[0]);

/** Free text in an address; empty where it is too long or does not fit the pattern. */
export const textParam = (longest: number, pattern = /^[^]*$/) => textOr('', longest, pattern);

/** The same with another value in the place of what is missing or does not fit. */
export const textOr = (usual: string, longest: number, pattern: RegExp) =>
  z.catch(z._default(z.string().check(z.maxLength(longest), z.regex(pattern)), usual), usual);

/** A whole number in an address. */
export const wholeParam = (usual: number, { min, max }: { readonly min: number; readonly max: number }) =>
  z.catch(z._default(z.coerce.number().check(z.int(), z.gte(min), z.lte(max)), usual), usual);

/** A number in an address. */
export const numberParam = (usual: number, { min, max }: { readonly min: number; readonly max: number }) =>
  z.catch(z._default(z.coerce.number().check(z.gte(min), z.lte(max)), usual), usual);
