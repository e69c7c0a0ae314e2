import { Problem } from '@cellboard/contract';

/** Choices that a query may make, by their options on the command line, and how each is written in the query. */
const FIELDS: Readonly<Record<string, string>> = {
  plane: 'plane=N',
  array: 'array=NAME',
  class: 'class=NAME',
  components: 'components=true',
  objects: 'objects=true',
  colours: 'colours=packed or colours=distinct',
};
const OPTION = new RegExp(`--(${Object.keys(FIELDS).join('|')})\\b`, 'g');

/**
 * What reading a file advises, for a request over HTTP: there a choice is a field of the query. The option of the
 * command line is named beside it, because its upload gets the same answer.
 */
export function overHttp(detail: string): string {
  return detail.replace(
    OPTION,
    (option, name: string) => `${FIELDS[name] ?? name} in the query (${option} of the command line)`,
  );
}

/** What reading a file of a form advises: a form has no field for such a choice. */
export function withoutChoices(detail: string): string {
  if (detail.search(OPTION) < 0) return detail;
  return `${detail} These are options of the command line ("cellboard import"): a form has no field for them, so upload a file that needs no such choice.`;
}

/** Waits for what reads files, and puts the advice of a refusal in other words. */
export async function advising<T>(work: Promise<T>, words: (detail: string) => string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const detail = words(error.message);
    throw detail === error.message ? error : new Problem(error.code, detail, { cause: error.cause ?? error });
  }
}
