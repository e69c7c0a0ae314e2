import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { FormatError } from '@cellboard/formats';
import { CellboardError, type CellboardErrorCode } from '@cellboard/sdk';
import { reasonOf } from '../reason-of.ts';
import { showProgress } from '../terminal.ts';

/** Files sent at once: enough to keep a server busy, few enough to leave it to others. */
const CONCURRENCY = 4;

/** Refusals that concern one image; after any other it makes no sense to continue. */
const ofOneImage: readonly CellboardErrorCode[] = [
  'FILE_TOO_LARGE',
  'FILE_UNREADABLE',
  'IMAGE_AMBIGUOUS',
  'IMAGE_EXISTS',
  'IMAGE_NOT_FOUND',
  'PREDICTION_UNREADABLE',
  'REQUEST_INVALID',
];

/** The result of a set of uploads. */
export interface Uploads {
  readonly sent: number;
  /** Those that the server already had. */
  readonly unchanged: number;
  /** In the order of names. */
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

/** A set of things to send, each under its image's name. */
export interface UploadPlan<Item> {
  readonly items: Iterable<Item> | AsyncIterable<Item>;
  /** How many items there are. */
  readonly total: number;
  /**
   * Sends one, unless the server has it.
   *
   * @returns whether the server already had it
   */
  readonly send: (item: Item) => Promise<'sent' | 'unchanged'>;
  readonly signal: AbortSignal;
}

/**
 * Sends files, a few at once. What the server refuses for one image does not stop the others.
 *
 * @throws CellboardError if the server cannot be used at all
 */
export async function uploadAll<Item extends { readonly name: string }>({
  items,
  total,
  send,
  signal,
}: UploadPlan<Item>): Promise<Uploads> {
  const counts = { sent: 0, unchanged: 0 };
  const failures: { name: string; message: string }[] = [];
  const progress = showProgress('Sending', total);
  try {
    const sendOne = async (item: Item) => {
      try {
        counts[await send(item)]++;
      } catch (error) {
        failures.push({ name: item.name, message: withoutName(item.name, refusal(error)) });
      }
      progress.step();
    };
    await Readable.from(items).forEach(sendOne, { concurrency: CONCURRENCY, signal });
  } finally {
    progress.end();
  }
  return { ...counts, failures: failures.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** The message of a refusal that concerns one image, or of a file that cannot be read; other errors are thrown again. */
function refusal(error: unknown): string {
  if (error instanceof CellboardError && ofOneImage.includes(error.code)) return error.message;
  if (error instanceof FormatError) return error.message;
  if (error instanceof Error && 'syscall' in error && 'path' in error)
    return `${String(error.path)} cannot be read: ${reasonOf(error)}.`;
  throw error;
}

/** The server begins a message with the name of the image, which stands before it here. */
function withoutName(name: string, message: string): string {
  return message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
}

/** A file's bytes with their SHA-256 in hexadecimal digits. */
export async function readHashed(path: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; sha256: string }> {
  const bytes = await readFile(path);
  return { bytes, sha256: hashOf(bytes) };
}

/** The SHA-256 of bytes in hexadecimal digits. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
