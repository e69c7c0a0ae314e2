import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileProblem, reasonOf } from './reason-of.ts';
import { sourceWords } from './run-cli.fixture.ts';

it('names the path of what the system refused, and no code of an error', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-reason-'));
  try {
    const [from, to] = [join(folder, 'none'), join(folder, 'other')];
    const missing = await rename(from, to).catch((error: unknown) => error);
    expect(fileProblem(missing)).toMatch(/^\/.*none or \/.*other cannot be used: it does not exist\.$/);
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    expect(fileProblem(full)).toBe('A file cannot be used: the disk is full.');
    expect(reasonOf(full)).toBe('the disk is full');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const full = '/dev/full';
if (!existsSync(full)) console.warn('Skipped: this system has no /dev/full to write to.');

(existsSync(full) ? it : it.skip)('output that finds no room ends the program with a sentence', () => {
  const output = openSync(full, 'w');
  try {
    const run = spawnSync(process.execPath, [...sourceWords, '--version'], { stdio: ['ignore', output, 'pipe'] });
    expect(run.stderr.toString()).toBe('error: The output cannot be written: the disk is full.\n');
    expect(run.status).toBe(2);
  } finally {
    closeSync(output);
  }
});

it('leaves other errors what they are', () => {
  expect(fileProblem(new Error('A bug.'))).toBeUndefined();
  expect(fileProblem('text')).toBeUndefined();
  expect([reasonOf(new Error('A bug.')), reasonOf('text')]).toEqual(['A bug', 'text']);
});
