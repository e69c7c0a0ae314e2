import { isCI } from '@cellboard/db/testing';
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

/** A few of each kind, which every run sends. */
const ours: readonly unknown[] = [
  "' or '1'='1",
  "x'; drop table developer; --",
  "1'; select pg_sleep(5); --",
  "') union select pass_hash from developer --",
  '\\',
  '$1',
  '?',
  { sql: 'select 1', params: [] },
  { __raw: true, sql: '1=1' },
  { $ne: null },
  ['a', { $or: [{}] }],
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '=cmd|calc!A1',
  '{{7*7}}${7*7}',
  '../../../../etc/passwd',
  '\u0000',
  '\ud800',
];

/** The lists of a collection beside the checkout, where there is one; by hand only. */
const LISTS = new URL('../../../../../shared/data/badinputs/strings/', import.meta.url);
const NAMES = ['gen_s1__sqli.json', 'gen_s1__markdown_xss.json', 'gen_s1__ssrf_urls.json'];

/** What is put into every input. @param trap port at which nobody may knock */
export function payloads(trap: number): unknown[] {
  const hosts = ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0'];
  const addresses = hosts.slice(0, isCI ? 2 : hosts.length).map((host) => `http://${host}:${trap}/trap`);
  const lists = isCI || !existsSync(LISTS) ? [] : NAMES.flatMap(listIn);
  return [...ours, ...addresses, ...lists];
}

function listIn(name: string): unknown[] {
  return JSON.parse(readFileSync(new URL(name, LISTS), 'utf8')) as unknown[];
}

type Path = readonly (string | number)[];
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** Every place in the input of a procedure, from its schema: the whole, every field, and every item of a list. */
export function placesIn(input: z.ZodType): Path[] {
  const root = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
  const places = new Map<string, Path>();
  const walk = (schema: Schema, path: Path): void => {
    if (path.length > 6) return;
    places.set(JSON.stringify(path), path);
    for (const part of partsOf(schema, root)) walk(part, path);
    for (const [name, field] of Object.entries(schema.properties ?? {})) walk(field, [...path, name]);
    if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties, [...path, 'key']);
    for (const item of [schema.items, ...(schema.prefixItems ?? [])]) if (item) walk(item, [...path, 0]);
  };
  walk(root, []);
  return [...places.values()];
}

/** The schemas that describe the same value. */
function partsOf({ anyOf = [], oneOf = [], allOf = [], $ref }: Schema, root: Schema): Schema[] {
  const named = $ref === undefined ? undefined : root.$defs?.[$ref.replace('#/$defs/', '')];
  return [...anyOf, ...oneOf, ...allOf, ...(named ? [named] : [])];
}

/** The input with something else at a place. */
export function placed(input: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  const isList = typeof first === 'number';
  const isContainer = typeof input === 'object' && input !== null && Array.isArray(input) === isList;
  const whole: Record<string | number, unknown> | unknown[] = isContainer
    ? (structuredClone(input) as Record<string, unknown>)
    : isList
      ? []
      : {};
  const parts = whole as Record<string | number, unknown>;
  parts[first] = placed(parts[first], rest, value);
  return whole;
}
