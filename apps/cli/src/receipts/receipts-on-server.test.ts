import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { receiptFiles, type SignedReceipt } from '@cellboard/contract';
import { cellboard } from '../run-cli.fixture.ts';
import { startWithResult, type OneResult } from '../server/one-result.fixture.ts';

let api: OneResult;
const at = (...parts: string[]) => api.at(...parts);
const place = { task: 'nuclei', dataset: 'tiny', model: 'mine', candidate: 'default' };
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  api = await startWithResult({ truth: [[1, 1, 0, 2]], prediction: [[1, 1, 0, 2]] });
});
afterAll(() => api.stop());

it('are downloaded by everybody and checked without the server', async () => {
  const answer = await fetch(`${api.url}${receiptFiles.receipt(place)}`);
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    'attachment; filename="cellboard_receipt_nuclei_tiny_mine_default.json"',
  ]);
  const text = await answer.text();
  await writeFile(at('receipt.json'), text);
  await writeFile(at('keys.json'), await (await fetch(`${api.url}${receiptFiles.keys}`)).text());
  const { receipt } = JSON.parse(text) as SignedReceipt;
  expect(receipt.predictionsSha256).toBe(sha256(`${sha256(await readFile(at('predictions', 'a.png')))}  a\n`));
  const verify = (...more: string[]) =>
    cellboard('verify-receipt', at('receipt.json'), '--keys', at('keys.json'), ...more);
  const { code, stdout } = await verify();
  expect([code, stdout]).toEqual([0, expect.stringContaining('is genuine: signed by the key') as string]);
  expect(stdout).toContain('mine/default on tiny version 1, task nuclei');
  expect(JSON.parse((await verify('--json')).stdout)).toMatchObject({ isGenuine: true, receipt: { images: 1 } });
  await writeFile(at('receipt.json'), text.replace('"images":1', '"images":9'));
  expect(await verify()).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('is not genuine: what it shows under "receipt" is not what was signed.') as string,
  });
});

it('are refused in words where there is no such result, or no such file', async () => {
  const answer = await fetch(`${api.url}${receiptFiles.receipt({ ...place, candidate: 'other' })}`);
  expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'CANDIDATE_NOT_FOUND' }]);
  const missing = await cellboard('verify-receipt', at('nothing.json'), '--keys', at('keys.json'));
  expect(missing).toMatchObject({ code: 2, stdout: '' });
  expect(missing.stderr).toMatch(/nothing\.json/);
});
