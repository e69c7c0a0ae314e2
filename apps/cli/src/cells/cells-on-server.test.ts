import { readFile } from 'node:fs/promises';
import { createClient } from '@cellboard/sdk';
import { cellboard } from '../run-cli.fixture.ts';
import { startWithResult, type OneResult } from '../server/one-result.fixture.ts';

let api: OneResult;

beforeAll(async () => {
  api = await startWithResult({
    truth: [
      [1, 1, 0, 0],
      [1, 1, 0, 2],
    ],
    prediction: [
      [0, 1, 0, 0],
      [0, 1, 0, 2],
    ],
  });
});
afterAll(() => api.stop());

const run = (candidate: string, ...more: string[]) =>
  cellboard('cells', candidate, '--task', 'nuclei', '--dataset', 'tiny', '--url', api.url, ...more);

/** Cells are recorded behind the scores. */
async function cells(...more: string[]): Promise<string> {
  for (;;) {
    const { code, stdout, stderr } = await run('mine', ...more);
    if (code === 0) return stdout;
    expect(stderr).toMatch(/are being recorded\. Try again in a few minutes/);
  }
}

it('are listed for everybody, the worst first, and counted by size', async () => {
  const listed = JSON.parse(await cells('--json')) as object[];
  expect(listed).toMatchObject([
    { image: 'a', side: 'truth', originalId: 1, status: 'matched', iou: 0.5, hausdorff: 1, area: 4 },
    { image: 'a', side: 'prediction', originalId: 1, status: 'matched', iou: 0.5, hausdorff: 1, area: 2 },
    { image: 'a', side: 'truth', originalId: 2, iou: 1 },
    { image: 'a', side: 'prediction', originalId: 2, iou: 1 },
  ]);
  const sizes = (await cells('--sizes', '--csv')).trim().split('\r\n');
  expect([sizes.length, sizes.at(-1)]).toEqual([3, expect.stringMatching(/^3\.7,4,1,1,0,0,0,0,0,1,0\.5,/)]);
});

it.each([
  [['mine/odd'], /^error: There is no candidate "mine\/odd"\. .*The candidates are: mine\/default/],
  [['mine', '--limit', '0'], /^error: --limit: "0" is not a whole number from 1/],
])('are refused with %j', async ([candidate = '', ...more], message) => {
  const refused = await run(candidate, ...more);
  expect(refused.stderr).toMatch(message);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
});

it('are downloaded where the licence allows it', async () => {
  const { candidates } = await createClient({ url: api.url }).api.models.get.query({ model: 'mine' });
  const address = `${api.url}/api/v1/tasks/nuclei/datasets/tiny/cells/${candidates[0]?.id ?? ''}`;
  const headers = { authorization: `Bearer ${(await readFile(api.at('data', 'operator-token'), 'utf8')).trim()}` };
  const csv = await fetch(`${address}.csv`, { headers });
  expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect((await csv.text()).split('\r\n')).toHaveLength(6);
  const parquet = await fetch(`${address}.parquet`, { headers });
  expect(parquet.headers.get('content-disposition')).toBe('attachment; filename="cells-tiny.parquet"');
  expect((await parquet.text()).slice(0, 4)).toBe('PAR1');
  const known = { ...headers, 'if-none-match': parquet.headers.get('etag') ?? '' };
  expect((await fetch(`${address}.parquet`, { headers: known })).status).toBe(304);
  const refused = await fetch(`${address}.csv`);
  expect([refused.status, await refused.json()]).toEqual([
    403,
    expect.objectContaining({ detail: expect.stringContaining('The licence of the dataset tiny (CC0-1.0)') as string }),
  ]);
  expect((await fetch(`${address}.xls`, { headers })).status).toBe(404);
});
