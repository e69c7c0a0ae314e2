import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultOfCase, type FieldCase } from './field-case.fixture.ts';

const own = new URL('samples/', import.meta.url);
const parse = (url: URL) => JSON.parse(readFileSync(url, 'utf8')) as unknown;
const ownCases = readdirSync(new URL('cases/', own)).map((name) => parse(new URL(`cases/${name}`, own)) as FieldCase);

it.each(ownCases.map((one) => [one.id, one] as const))('a file as tools write it: %s', async (_, one) => {
  expect(await faultOfCase(fileURLToPath(own), one)).toBeUndefined();
});

/** More files of that kind, which lie beside the repository where it is developed. */
const shared = new URL('../../../../../shared/data/fieldfiles/', import.meta.url);
const here = existsSync(new URL('cases.json', shared));
if (!here) console.warn('Skipped: there are no field files beside the repository (../shared/data/fieldfiles).');

/** What is not read: JPEG 2000. It must be refused, and never give a number. */
const NOT_READ = ['pictures-of-other-formats-4'];

(here ? it : it.skip)('gives every field file its answer', async () => {
  const wrong: string[] = [];
  for (const one of parse(new URL('cases.json', shared)) as FieldCase[]) {
    const fault = await faultOfCase(fileURLToPath(shared), one);
    const isRefused = NOT_READ.includes(one.id) && fault?.startsWith('It was refused.') === true;
    if (fault !== undefined && !isRefused) wrong.push(`${one.id}: ${fault}`);
  }
  expect(wrong).toEqual([]);
});
