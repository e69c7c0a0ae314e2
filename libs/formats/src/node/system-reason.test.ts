import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { systemReason } from './system-reason.ts';

const thrown = async (run: () => unknown): Promise<unknown> => {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error('It went well.');
};

it('what the system really refuses is said in words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-reason-'));
  try {
    const file = join(folder, 'a');
    await writeFile(file, '');
    const reason = async (run: () => unknown) => systemReason(await thrown(run));
    expect(await reason(() => readFile(join(folder, 'none')))).toBe('it does not exist');
    expect(await reason(() => readFile(join(file, 'b')))).toBe('a part of its path is a file, not a folder');
    expect(await reason(() => readFile(folder))).toBe('it is a folder, not a file');
    expect(await reason(() => mkdir(file))).toBe('something of that name is there already');
    expect(await reason(() => writeFile(join(folder, 'x'.repeat(300)), ''))).toBe('its name is too long for the disk');
    expect(await reason(() => gunzipSync(Buffer.from('no gzip')))).toBe('its packed data is damaged or cut off');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it.each([
  ['ENOSPC', 'the disk is full'],
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'you have no right to it'],
  ['EXYZ', 'the system reports the error EXYZ'],
])('%s means that %s', (code, reason) => {
  expect(systemReason(Object.assign(new Error('x'), { code, syscall: 'open', path: '/a' }))).toBe(reason);
});

it('an error that is not about a file has no such reason', () => {
  for (const error of [
    new Error('x'),
    Object.assign(new Error('x'), { code: 'ERR_ASSERTION' }),
    'x',
    null,
    { code: 1 },
  ])
    expect(systemReason(error)).toBeUndefined();
});
