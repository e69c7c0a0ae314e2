import { startWorker } from './worker.fixture.ts';

const DATABASE_URL = 'postgresql://cellboard:s3cret@127.0.0.1:1/cellboard';

it.each<[string, Record<string, string>, RegExp]>([
  ['no database', {}, /at DATABASE_URL/],
  [
    'a database that is away',
    { DATABASE_URL },
    /^No PostgreSQL server answers at 127\.0\.0\.1:1\. Start it, or correct DATABASE_URL\.\n$/,
  ],
  [
    'a data folder that nobody can make',
    { DATABASE_URL, CELLBOARD_DATA: '/dev/null/data' },
    /^The data folder cannot be written at \/dev\/null\/data: a file is in the way\./,
  ],
])('a worker with %s says so, and ends', async (_what, settings, words) => {
  const worker = startWorker({ CELLBOARD_DATA: './test-output/data', ...settings });
  await worker.ready;
  expect(worker.said()).toMatch(words);
  expect(worker.said()).not.toMatch(/\n\s+at |s3cret/);
  expect(await worker.end('SIGKILL')).toBe(1);
});
