import * as z from 'zod';

type Issue = z.core.$ZodRawIssue;
type Of<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

/** Lets every schema say what is wrong in sentences, where it has none of its own. Zod's messages are for programmers. */
export function speakInSentences(): void {
  z.config({ localeError: (issue) => (sentences[issue.code] as (issue: Issue) => string)(issue) });
}

/** Said of a part of the input, or of all of it. */
export const MISSING = 'This is missing.';

/** What to send instead. Only the schema itself could explain the last four. */
const sentences: { readonly [Code in Issue['code']]: (issue: Of<Code>) => string } = {
  invalid_type: ({ input, expected }) =>
    input === undefined ? MISSING : `Use ${things[expected] ?? 'another kind of value'}.`,
  too_small: least,
  too_big: most,
  invalid_format: ({ format }) => formats[format] ?? 'This does not have the right form.',
  unrecognized_keys: ({ keys }) =>
    `There is nothing of the name ${keys.map((key) => `"${key}"`).join(', ')}. Leave it out.`,
  invalid_value: ({ values }) => `Use ${values.length === 1 ? '' : 'one of '}${values.map(String).join(', ')}.`,
  not_multiple_of: ({ divisor }) => `Use a multiple of ${String(divisor)}.`,
  invalid_union: () => UNUSABLE,
  invalid_key: () => UNUSABLE,
  invalid_element: () => UNUSABLE,
  custom: () => UNUSABLE,
};

const UNUSABLE = 'This value cannot be used here.';

const things: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  uuid: 'This is not a UUID, such as 01890a5d-ac96-774b-bcce-b302099a8057.',
  url: 'Use an address, such as https://example.org/page.',
  datetime: 'Use a date and time, such as 2026-01-31T12:00:00Z.',
};

/** What lists and texts are measured in. */
const units: Readonly<Record<string, string>> = { string: 'character', array: 'item', set: 'item', map: 'item' };

function least({ origin, minimum, inclusive }: Of<'too_small'>): string {
  const unit = units[origin];
  if (unit !== undefined) return minimum === 1 ? 'This is empty.' : `Use at least ${amount(minimum, unit)}.`;
  return `Use ${inclusive === false ? 'more than' : 'at least'} ${String(minimum)}.`;
}

function most({ origin, maximum, inclusive }: Of<'too_big'>): string {
  const unit = units[origin];
  if (unit !== undefined) return `Use at most ${amount(maximum, unit)}.`;
  return `Use ${inclusive === false ? 'less than' : 'at most'} ${String(maximum)}.`;
}

function amount(n: number | bigint, unit: string): string {
  return `${n.toLocaleString('en')} ${unit}${Number(n) === 1 ? '' : 's'}`;
}
