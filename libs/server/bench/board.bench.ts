/**
 * What a board costs: node --import ./tools/register.mjs --conditions=@cellboard/source libs/server/bench/board.bench.ts [candidates] [images]
 *
 * Fills the board of a dataset on a PostgreSQL server of its own, then prints the rows that each request reads, and
 * its time beside that of reading the scores alone, which is the least that a board needs.
 */
import { openDatabase } from '@cellboard/db';
import { findPostgres, startPostgres } from '@cellboard/db/testing';
import { insertLargeBoard, rowsRead } from '../src/testing/large-board.fixture.ts';
import { TestServer, type Api } from '../src/testing/server.fixture.ts';

const candidates = Number(process.argv[2] ?? 500);
const images = Number(process.argv[3] ?? 7000);
const dataset = 'large';

const bin = findPostgres();
if (bin === undefined) throw new Error('No PostgreSQL server was found. Install the package "postgresql".');
const postgres = await startPostgres(bin);
const orm = await openDatabase({ kind: 'postgresql', url: postgres.createDatabase('bench') });
const server = await TestServer.open({ kind: 'postgresql', orm });
await insertLargeBoard(orm, server, { dataset, candidates, images });

const requests: Readonly<Record<string, (api: Api) => Promise<unknown>>> = {
  'a board, the usual metrics': (api) => api.leaderboard.get({ task: 'cells', dataset }),
  'a board, two metrics': (api) => api.leaderboard.get({ task: 'cells', dataset, metrics: ['pq', 'f1@0.5'] }),
  'the list of models': (api) => api.models.list({}),
  'the page of a model': (api) => api.models.get({ model: `${dataset}-0001` }),
  'the results of a model': (api) => api.models.results({ model: `${dataset}-0001` }),
  'the list of datasets': (api) => api.datasets.list({}),
};
const scores = `select evaluation_id, metric_id, score from performance where aggregation = 'mean'`;

console.log(`${candidates} candidates on ${images} images, ${candidates * images} scored images`);
for (const [name, request] of Object.entries(requests)) {
  const read = await rowsRead(server, request);
  const rows = Object.values(read).reduce((sum, count) => sum + count, 0);
  const time = await median(() => server.asAnyone(request));
  const least = await median(() => orm.em.fork().execute(scores));
  const largest = Object.entries(read)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([table, count]) => `${table} ${count}`);
  console.log(
    `${name.padEnd(28)} ${rows} rows (${largest.join(', ')}); ${time.toFixed(0)} ms, ${(time / least).toFixed(2)} × reading all scores`,
  );
}
await server.close();
await orm.close();
await postgres.stop();

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 7; i++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[3] ?? 0;
}
