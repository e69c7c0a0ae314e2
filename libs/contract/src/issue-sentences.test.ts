import * as z from 'zod';
import { NewModel } from './models/model.schema.ts';
import { issuesInWords } from './issues-in-words.ts';

const refusal = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  return error === undefined ? null : issuesInWords(error);
};

const shape = z.strictObject({ a: z.string().min(1).max(3), n: z.int().min(2).max(9).optional() });

it.each<[unknown, string]>([
  [{}, 'a: This is missing.'],
  [{ a: 1 }, 'a: Use text.'],
  [{ a: '' }, 'a: This is empty.'],
  [{ a: 'four' }, 'a: Use at most 3 characters.'],
  [{ a: 'x', n: 1.5 }, 'n: Use a whole number.'],
  [{ a: 'x', n: '5' }, 'n: Use a number.'],
  [{ a: 'x', n: 1 }, 'n: Use at least 2.'],
  [{ a: 'x', n: 10 }, 'n: Use at most 9.'],
  [{ a: 'x', colour: 1, size: 2 }, 'There is nothing of the name "colour", "size". Leave it out.'],
  ['x', 'Use an object.'],
  [undefined, 'The input is missing. Send an object, such as {}.'],
])('%j is refused with: %s', (value, words) => {
  expect(refusal(shape, value)).toBe(words);
});

it.each<[z.ZodType, unknown, string]>([
  [z.uuid(), '7', 'This is not a UUID, such as 01890a5d-ac96-774b-bcce-b302099a8057.'],
  [z.iso.datetime(), 'now', 'Use a date and time, such as 2026-01-31T12:00:00Z.'],
  [z.enum(['cell', 'nucleus']), 'blob', 'Use one of cell, nucleus.'],
  [z.literal(true), false, 'Use true.'],
  [z.array(z.number()).min(2), [1], 'Use at least 2 items.'],
  [z.number().gt(0), 0, 'Use more than 0.'],
  [z.number().lt(5), 5, 'Use less than 5.'],
  [z.number().multipleOf(2), 3, 'Use a multiple of 2.'],
  [z.union([z.number(), z.null()]), 'x', 'This value cannot be used here.'],
  [z.string().regex(/^a$/), 'b', 'This does not have the right form.'],
])('%# is refused with its value %j', (schema, value, words) => {
  expect(refusal(schema, value)).toBe(words);
});

it('a schema that has a sentence of its own keeps it', () => {
  const model = { slug: 'x', name: 'X', developer: 'Us', candidate: { slug: 'base', name: 'Base' } };
  expect(refusal(NewModel, model)).toBe(
    'slug: Use 2 to 64 lower-case letters, digits and single hyphens, such as "dsb2018-nuclei".',
  );
});
