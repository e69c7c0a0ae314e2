import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorToken } from './operator-token.ts';

let folder: string;
const path = () => join(folder, 'operator-token');
const mode = async () => (await stat(path())).mode & 0o777;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-token-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('is made at the first start, for its owner alone, and kept', async () => {
  await OperatorToken.open(folder);
  const token = await readFile(path(), 'utf8');
  expect(token).toMatch(/^[\w-]{43}\n$/);
  expect(await mode()).toBe(0o600);
  expect(await readdir(folder)).toEqual(['operator-token']);

  await OperatorToken.open(folder);
  expect(await readFile(path(), 'utf8')).toBe(token);
});

it('is another one in another folder', async () => {
  const other = await mkdtemp(join(tmpdir(), 'cellboard-token-'));
  const [here] = await Promise.all([OperatorToken.open(folder), OperatorToken.open(other)]);
  const foreign = await readFile(join(other, 'operator-token'), 'utf8');
  expect(here.isIn(`Bearer ${foreign.trim()}`)).toBe(false);
  await rm(other, { recursive: true });
});

it('is the same for two processes that start at once', async () => {
  const [one, two] = await Promise.all([OperatorToken.open(folder), OperatorToken.open(folder)]);
  const header = `Bearer ${(await readFile(path(), 'utf8')).trim()}`;
  expect([one.isIn(header), two.isIn(header)]).toEqual([true, true]);
});

it('is found in the header and nowhere else', async () => {
  const token = await OperatorToken.open(folder);
  const secret = (await readFile(path(), 'utf8')).trim();
  expect(token.isIn(`Bearer ${secret}`)).toBe(true);
  expect(token.isIn(`bearer  ${secret}`)).toBe(true);
  const wrong = [
    undefined,
    '',
    secret,
    `Basic ${secret}`,
    'Bearer',
    'Bearer ',
    `Bearer ${secret}x`,
    `Bearer ${secret.slice(1)}`,
    `Bearer ${secret} x`,
  ];
  for (const header of wrong) expect(token.isIn(header)).toBe(false);
});

it('is closed to others again where its file was opened to them', async () => {
  await OperatorToken.open(folder);
  await chmod(path(), 0o644);
  await OperatorToken.open(folder);
  expect(await mode()).toBe(0o600);
});

it('refuses a token that can be guessed', async () => {
  await writeFile(path(), 'secret\n');
  await expect(OperatorToken.open(folder)).rejects.toThrow('has 6 characters, but it needs at least 32');
});
