import { openSharp } from '@cellboard/formats/node';
import type { Sharp } from 'sharp';

/** Opens a WebP of our own, which nothing but the tests reads: the loader is shut otherwise. */
export async function openWebp(bytes: Uint8Array): Promise<Sharp> {
  const { sharp } = await openSharp();
  sharp.unblock({ operation: ['VipsForeignLoadWebp'] });
  return sharp(bytes);
}
