import { EnvError } from '@cellboard/server';
import { readEnv } from './env.ts';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

it('reads the settings of this process', () => {
  process.env = { PORT: '4321', CELLBOARD_DEMO: 'false' };
  expect(readEnv()).toMatchObject({ PORT: 4321, CELLBOARD_DEMO: false, HOST: '127.0.0.1', RUN_JOBS: true });
});

it('refuses what cannot be used', () => {
  process.env = { PORT: 'many' };
  expect(readEnv).toThrow(EnvError);
});
