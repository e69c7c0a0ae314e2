import { ReceiptHeader, ReceiptKeys, SignedReceipt, type Receipt } from '@cellboard/contract';
import { createPublicKey, verify } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../usage-error.ts';

/** A file as it was read. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** What came of checking a receipt. */
export type Checked =
  | { readonly isGenuine: true; readonly receipt: Receipt; readonly key: string }
  | { readonly isGenuine: false; readonly reason: string };

/**
 * Checks the signature of a receipt by the public keys of its site, without a network.
 *
 * @throws UsageError where a file is no receipt, or holds no keys
 */
export function checkReceipt(receipt: TextFile, keys: TextFile): Checked {
  const signed = SignedReceipt.safeParse(parse(receipt));
  if (!signed.success) throw notA(receipt, 'a receipt', 'Download one from the page of a number ("Why this number?").');
  const known = ReceiptKeys.safeParse(parse(keys));
  if (!known.success) {
    throw notA(
      keys,
      'a list of keys',
      'Save the answer of /api/v1/receipts/keys.json of the site that made the receipt.',
    );
  }
  const { payload, protected: head, signature } = signed.data;
  const header = ReceiptHeader.safeParse(decoded(head));
  if (!header.success) return { isGenuine: false, reason: 'its signature is of a kind that receipts never have' };
  const { kid } = header.data;
  const key = known.data.keys.find((one) => one.kid === kid);
  if (!key) return { isGenuine: false, reason: `it was signed with the key ${kid}, which is not in ${keys.path}` };
  const { kty, crv, x } = key;
  const publicKey = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
  const isSigned = verify(null, Buffer.from(`${head}.${payload}`), publicKey, Buffer.from(signature, 'base64url'));
  if (!isSigned) return { isGenuine: false, reason: 'the signature does not fit: it was changed after it was signed' };
  if (!isDeepStrictEqual(decoded(payload), signed.data.receipt)) {
    return { isGenuine: false, reason: 'what it shows under "receipt" is not what was signed' };
  }
  return { isGenuine: true, receipt: signed.data.receipt, key: kid };
}

function parse({ path, text }: TextFile): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON.`);
  }
}

/** What stands in a part of a signature; undefined where it is no JSON. */
function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const notA = ({ path }: TextFile, what: string, how: string): UsageError =>
  new UsageError(`${path} is not ${what}. ${how}`);
