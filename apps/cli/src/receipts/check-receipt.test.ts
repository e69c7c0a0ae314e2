import type { Receipt, ReceiptKeys, SignedReceipt } from '@cellboard/contract';
import fc from 'fast-check';
import { generateKeyPairSync, sign } from 'node:crypto';
import { UsageError } from '../usage-error.ts';
import { checkReceipt } from './check-receipt.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const key = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: publicKey.export({ format: 'jwk' }).x!,
  kid: 'first',
  alg: 'EdDSA',
  use: 'sig',
};
const keys: ReceiptKeys = { keys: [key as ReceiptKeys['keys'][number]] };
const receipt = {
  ...{ format: 'cellboard-receipt/1', site: 'https://cellboard.example.org', task: 'nuclei', model: 'unet' },
  ...{ candidate: 'base', dataset: 'dsb2018', datasetVersion: 1, submission: '00000000-0000-4000-8000-000000000001' },
  ...{ submittedAt: '2026-01-02T03:04:05.000Z', evaluation: 1, evaluatedAt: '2026-01-02T03:05:05.000Z' },
  ...{ software: 'Cellboard 0.1.0', metricsSha256: null, reading: null, images: 2, missing: 0 },
  ...{ predictionsSha256: 'a'.repeat(64), truthSha256: 'b'.repeat(64) },
  scores: [{ metric: 'pq', version: 1, aggregation: 'mean', score: 0.25, images: 2 }],
} as unknown as Receipt;
const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(header: object = { alg: 'EdDSA', kid: 'first', typ: 'cellboard-receipt+json' }): SignedReceipt {
  const [head, payload] = [b64(header), b64(receipt)];
  const signature = sign(null, Buffer.from(`${head}.${payload}`), privateKey).toString('base64url');
  return { receipt, payload, protected: head, signature };
}
const check = (file: unknown, published: unknown = keys) =>
  checkReceipt(
    { path: 'receipt.json', text: typeof file === 'string' ? file : JSON.stringify(file) },
    { path: 'keys.json', text: JSON.stringify(published) },
  );

it('says that a receipt is genuine, by which key', () => {
  expect(check(signed())).toEqual({ isGenuine: true, receipt, key: 'first' });
});

it('finds every change of what is shown and of what was signed', () => {
  const better = { ...receipt, scores: [{ ...receipt.scores[0]!, score: 0.99 }] };
  expect(check({ ...signed(), receipt: better })).toMatchObject({
    reason: 'what it shows under "receipt" is not what was signed',
  });
  expect(check({ ...signed(), receipt: better, payload: b64(better) })).toMatchObject({
    reason: 'the signature does not fit: it was changed after it was signed',
  });
  const parts = ['payload', 'protected', 'signature'] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...parts),
      fc.nat(),
      fc.constantFrom('A', 'B', 'x', '0', '9', '-', '_'),
      (part, at, letter) => {
        const whole = signed();
        const text = whole[part];
        const place = at % text.length;
        fc.pre(text[place] !== letter);
        const changed = text.slice(0, place) + letter + text.slice(place + 1);
        // The last letter of base64url can hold bits that no byte has: such a change is none.
        fc.pre(!Buffer.from(changed, 'base64url').equals(Buffer.from(text, 'base64url')) || part !== 'signature');
        expect(check({ ...whole, [part]: changed })).toMatchObject({ isGenuine: false });
      },
    ),
  );
});

it('takes no other kind of signature, and no unknown key', () => {
  for (const alg of ['none', 'HS256', 'ES256']) {
    expect(check(signed({ alg, kid: 'first', typ: 'cellboard-receipt+json' }))).toMatchObject({
      isGenuine: false,
      reason: 'its signature is of a kind that receipts never have',
    });
  }
  expect(check(signed(), { keys: [{ ...key, kid: 'second' }] })).toMatchObject({
    reason: 'it was signed with the key first, which is not in keys.json',
  });
  const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x;
  expect(check(signed(), { keys: [{ ...key, x: other }] })).toMatchObject({ isGenuine: false });
});

it('says what a file is not', () => {
  expect(() => check('no json')).toThrow(new UsageError('receipt.json is not JSON.'));
  expect(() => check({ receipt })).toThrow('receipt.json is not a receipt. Download one from the page of a number');
  expect(() => check(signed(), { keys: [{ kty: 'RSA' }] })).toThrow(
    'keys.json is not a list of keys. Save the answer of',
  );
});
