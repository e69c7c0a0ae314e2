import type { ResultPlace } from './receipts.service.ts';
import { anonymous, ReceiptKeys, SignedReceipt } from '@cellboard/contract';
import { createPublicKey, verify } from 'node:crypto';
import { insertEvaluated } from '../testing/boards.fixture.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { ReceiptsService } from './receipts.service.ts';

describeDatabases((database) => {
  let server: TestServer;
  const receipt = (more: Partial<ResultPlace> = {}) =>
    server.with(ReceiptsService, (receipts) =>
      receipts.receipt(anonymous, {
        ...{ task: 'cells', dataset: 'nuclei', model: 'alpha', candidate: 'base' },
        ...more,
      }),
    );
  const published = () => server.with(ReceiptsService, (receipts) => receipts.published(anonymous));

  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('nuclei', [{ cells: 2 }, { cells: 3 }]);
    await server.asOperator((api) => api.models.create(words.model('alpha')));
    await insertEvaluated(database.orm, {
      ...{ task: 'cells', dataset: 'nuclei', model: 'alpha', mean: { pq: 0.5, mHD: null } },
      pooled: { pq: 0.625 },
      predictions: { 'image-1': 'a'.repeat(64), 'image-2': null },
    });
  });
  afterAll(() => server.close());

  it('signs what a result was made from by the key that it publishes', async () => {
    const signed = SignedReceipt.parse(await receipt());
    expect(signed.receipt).toMatchObject({
      ...{ task: 'cells', dataset: 'nuclei', datasetVersion: 1, images: 2, missing: 1, evaluation: 1 },
      scores: [
        { metric: 'mHD', aggregation: 'mean', score: null },
        { metric: 'pq', aggregation: 'mean', score: 0.5 },
        { metric: 'pq', aggregation: 'pooled', score: 0.625 },
      ],
    });
    const why = await server.asAnyone((api) =>
      api.leaderboard.why({ ...{ task: 'cells', dataset: 'nuclei', model: 'alpha', candidate: 'base' }, metric: 'pq' }),
    );
    expect(signed.receipt.predictionsSha256).toBe(why.parts[0]!.predictionsHash);
    expect(signed.receipt.truthSha256).toBe(why.parts[0]!.truthHash);
    const { keys } = ReceiptKeys.parse(await published());
    expect(keys).toHaveLength(1);
    const { kty, crv, x, kid } = keys[0]!;
    expect(JSON.parse(Buffer.from(signed.protected, 'base64url').toString())).toMatchObject({ alg: 'EdDSA', kid });
    expect(JSON.parse(Buffer.from(signed.payload, 'base64url').toString())).toEqual(signed.receipt);
    const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
    const text = Buffer.from(`${signed.protected}.${signed.payload}`);
    expect(verify(null, text, key, Buffer.from(signed.signature, 'base64url'))).toBe(true);
  });

  it('keeps one key, no matter who asks first, and never lets one go', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => published()));
    expect(new Set(all.map(({ keys }) => keys[0]!.kid)).size).toBe(1);
    const em = database.orm.em.fork();
    await expect(em.execute('delete from signing_key')).rejects.toThrow('Keys are only ever added');
    await expect(em.execute(`update signing_key set kid = 'x'`)).rejects.toThrow('Keys are only ever added');
    expect(JSON.stringify(all)).not.toContain('PRIVATE');
  });

  it('has no receipt of what does not stand on a board', async () => {
    await expect(receipt({ candidate: 'other' })).rejects.toThrow('has no result on this leaderboard');
    await expect(receipt({ task: 'nowhere' })).rejects.toThrow('There is no task');
  });
});
