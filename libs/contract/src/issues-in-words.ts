import { ZodError } from 'zod';
import { MISSING } from './issue-sentences.ts';

/** What is wrong with an input, in sentences for a person; other errors keep their message. */
export function issuesInWords(error: { readonly message: string; readonly cause?: unknown }): string {
  const zod = error instanceof ZodError ? error : error.cause;
  if (!(zod instanceof ZodError)) return error.message;
  return zod.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${ended(message)}` : ofAll(message)))
    .join(' ');
}

/** What is said of the input as a whole. */
function ofAll(message: string): string {
  return message === MISSING ? 'The input is missing. Send an object, such as {}.' : ended(message);
}

function ended(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
