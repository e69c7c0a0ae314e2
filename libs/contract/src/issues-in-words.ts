import { ZodError } from 'zod';

/** What is wrong with an input, in sentences for a person; other errors keep their message. */
export function issuesInWords(error: { readonly message: string; readonly cause?: unknown }): string {
  const zod = error instanceof ZodError ? error : error.cause;
  if (!(zod instanceof ZodError)) return error.message;
  return zod.issues
    .map(({ path, message }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${ended(message)}`)
    .join(' ');
}

function ended(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
