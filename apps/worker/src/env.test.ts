import { EnvError } from '@cellboard/server';
import { readEnv } from './env.ts';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

it('reads the settings of this process', () => {
  const DATABASE_URL = 'postgresql://cellboard@localhost:5432/cellboard';
  process.env = { DATABASE_URL, THREADS: '3' };
  expect(readEnv()).toMatchObject({ DATABASE_URL, THREADS: 3, LOG_LEVEL: 'info' });
});

it('needs a database that other processes share', () => {
  process.env = { THREADS: '3' };
  expect(readEnv).toThrow(EnvError);
});
