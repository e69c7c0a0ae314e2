import * as z from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/** Lets every schema say what is wrong in sentences, where it has none of its own. Zod's messages are for programmers. */
export function speakInSentences(): void {
  z.config({ localeError: (issue) => sentenceOf(issue) });
}

/** What to send instead; undefined for what only the schema itself can explain. */
function sentenceOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'This is missing.'
        : `Use ${things[issue.expected] ?? 'another kind of value'}.`;
    case 'too_small':
      return least(issue);
    case 'too_big':
      return most(issue);
    case 'invalid_format':
      return formats[issue.format] ?? 'This does not have the right form.';
    case 'unrecognized_keys':
      return `There is nothing of the name ${issue.keys.map((key) => `"${key}"`).join(', ')}. Leave it out.`;
    case 'invalid_value':
      return `Use ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}.`;
    case 'not_multiple_of':
      return `Use a multiple of ${String(issue.divisor)}.`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
      return 'This value cannot be used here.';
  }
}

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

function least({ origin, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>): string {
  const unit = units[origin];
  if (unit !== undefined) return minimum === 1 ? 'This is empty.' : `Use at least ${amount(minimum, unit)}.`;
  return `Use ${inclusive === false ? 'more than' : 'at least'} ${String(minimum)}.`;
}

function most({ origin, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>): string {
  const unit = units[origin];
  if (unit !== undefined) return `Use at most ${amount(maximum, unit)}.`;
  return `Use ${inclusive === false ? 'less than' : 'at most'} ${String(maximum)}.`;
}

function amount(n: number | bigint, unit: string): string {
  return `${n.toLocaleString('en')} ${unit}${Number(n) === 1 ? '' : 's'}`;
}
