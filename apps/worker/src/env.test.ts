import { EnvError, readEnv } from './env.ts';

const DATABASE_URL = 'postgresql://cellboard@localhost:5432/cellboard';

it('needs a PostgreSQL server, and says so', () => {
  expect(() => readEnv({})).toThrow(EnvError);
  expect(() => readEnv({})).toThrow('DATABASE_URL');
  expect(() => readEnv({ DATABASE_URL: 'mysql://localhost/cellboard' })).toThrow('DATABASE_URL');
});

it('has a default for everything else', () => {
  expect(readEnv({ DATABASE_URL, THREADS: '' })).toMatchObject({
    DATABASE_URL,
    MAX_UPLOAD_MIB: 256,
    LOG_LEVEL: 'info',
  });
});

it('names every setting that is wrong at once', () => {
  const wrong = () => readEnv({ DATABASE_URL, THREADS: '0', LOG_LEVEL: 'loud' });
  expect(wrong).toThrow(/THREADS/);
  expect(wrong).toThrow(/LOG_LEVEL/);
});
