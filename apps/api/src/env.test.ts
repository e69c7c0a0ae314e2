import { availableParallelism } from 'node:os';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvError, readEnv } from './env.ts';

it('has a default for everything', () => {
  expect(readEnv({})).toEqual({
    PORT: 3000,
    HOST: '127.0.0.1',
    CELLBOARD_DATA: join(process.cwd(), 'data'),
    CELLBOARD_DEMO: true,
    RUN_JOBS: true,
    THREADS: availableParallelism(),
    MAX_UPLOAD_MIB: 256,
    DECODE_SECONDS: 20,
    LOG_LEVEL: 'info',
  });
});

it('takes an empty setting for none', () => {
  expect(readEnv({ DATABASE_URL: '', PORT: '', THREADS: '' })).toEqual(readEnv({}));
});

it('names every setting that is wrong at once', () => {
  const wrong = {
    PORT: '70000',
    CELLBOARD_DEMO: 'yes',
    THREADS: 'many',
    DATABASE_URL: 'mysql://x',
    LOG_LEVEL: 'loud',
    DECODE_SECONDS: '0',
  };
  const read = () => readEnv(wrong);
  expect(read).toThrow(EnvError);
  for (const name of Object.keys(wrong)) expect(read).toThrow(`at ${name}`);
});

it('never repeats a password', () => {
  let message = '';
  try {
    readEnv({ DATABASE_URL: 'mysql://user:s3cret@host/db' });
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain('at DATABASE_URL');
  expect(message).not.toContain('s3cret');
});

it('refuses to leave the jobs of the embedded database to nobody', () => {
  expect(() => readEnv({ RUN_JOBS: 'false' })).toThrow('RUN_JOBS=false needs DATABASE_URL');
  expect(readEnv({ RUN_JOBS: 'false', DATABASE_URL: 'postgresql://localhost/cellboard' }).RUN_JOBS).toBe(false);
});

it('explains each setting in .env.example, with the value it has there by default', () => {
  const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
  const lines = example.split('\n').filter((line) => /^[A-Z]/.test(line));
  const settings = Object.fromEntries(lines.map((line) => line.split('=') as [string, string]));
  expect(readEnv(settings)).toEqual(readEnv({}));
  expect(Object.keys(settings).sort()).toEqual([...Object.keys(readEnv({})), 'DATABASE_URL'].sort());
});
