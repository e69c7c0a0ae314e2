import { spawn } from 'node:child_process';
import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkWritable, writeAtomically } from './write-atomically.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('replaces a file whole, and leaves no draft', async () => {
  for (const text of ['first', ['sec', 'ond']]) {
    await checkWritable(at('a.json'));
    await writeAtomically(at('a.json'), text);
  }
  expect(await readFile(at('a.json'), 'utf8')).toBe('second');
  expect(await readdir(folder)).toEqual(['a.json']);
});

it('writes what a link leads to, and leaves the link', async () => {
  await writeFile(at('real.json'), 'old');
  await symlink('real.json', at('link.json'));
  await checkWritable(at('link.json'));
  await writeAtomically(at('link.json'), 'new');
  expect((await lstat(at('link.json'))).isSymbolicLink()).toBe(true);
  expect(await readFile(at('real.json'), 'utf8')).toBe('new');
});

it('writes into a pipe, which stays one', async () => {
  const pipe = at('pipe');
  await new Promise((resolve) => spawn('mkfifo', [pipe]).on('close', resolve));
  const read = readFile(pipe, 'utf8');
  await checkWritable(pipe);
  await writeAtomically(pipe, 'text');
  expect(await read).toBe('text');
  expect((await lstat(pipe)).isFIFO()).toBe(true);
});

it.each([
  ['', 'A file to write has no name.'],
  ['.', 'it is a folder. Name a file.'],
  ['none/a.json', 'does not exist or you may not write to it. Create it first.'],
  ['x'.repeat(300), 'its name is too long for the disk. Choose a shorter one.'],
])('says before any work that %j cannot be written', async (name, message) => {
  await expect(checkWritable(name === '' ? '' : at(name))).rejects.toThrow(message);
});

it('says in words why a file could not be written', async () => {
  await writeFile(at('file'), '');
  await expect(writeAtomically(at('file/a.json'), 'x')).rejects.toThrow(
    'a.json cannot be written: a part of its path is a file, not a folder. Name another file',
  );
});
