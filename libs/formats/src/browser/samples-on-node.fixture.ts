import { createHash } from 'node:crypto';
import { decodeSamples } from '../node.ts';
import { inOrder, someOf } from './in-order.fixture.ts';
import type { Found, FoundSamples } from './page.fixture.ts';

/** SHA-1 in hexadecimal digits. */
export const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('hex');

/** What Node finds, in the form that the page returns. */
export async function samplesOnNode(bytes: Uint8Array): Promise<Found<FoundSamples>> {
  try {
    const { samples, channels, exact } = await decodeSamples(bytes);
    const plain = inOrder(samples);
    const hash = sha1(new Uint8Array(plain.buffer, plain.byteOffset, plain.byteLength));
    return {
      shape: samples.shape,
      dtype: samples.dtype,
      // What is left out on the way to the page comes as null.
      channels: channels.map(({ name }) => name),
      sha1: hash,
      ...(!exact && { values: someOf(plain) }),
    };
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
}
