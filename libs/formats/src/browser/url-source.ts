import { bufferedSource } from '../bytes/buffered-source.ts';
import { bytesSource, MAX_WHOLE_BYTES, type ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';

/** How a file behind an address is fetched. */
export interface UrlSourceOptions {
  /** Of each request: credentials, headers. */
  readonly request?: Omit<RequestInit, 'method' | 'signal'>;
  /** Ends what is being fetched. */
  readonly signal?: AbortSignal;
}

/**
 * A file behind an address, read part by part with range requests (RFC 9110, section 14). From a server that has none,
 * it is fetched as a whole.
 *
 * @throws FormatError TOO_LARGE if it has to be fetched as a whole and has more than 512 MiB
 * @throws Error naming the address and the answer if it cannot be fetched
 */
export async function urlSource(url: string | URL, options: UrlSourceOptions = {}): Promise<ByteSource> {
  const first = await request(url, { from: 0, to: 0 }, options);
  const size = /^bytes 0-0\/(\d+)$/.exec(first.headers.get('content-range') ?? '')?.[1];
  if (first.status !== 206 || size === undefined) return bytesSource(await wholeBody(url, first));
  await first.body?.cancel();
  const byteLength = Number(size);
  const version = first.headers.get('etag');
  return bufferedSource({
    byteLength,
    slice: async (start, end = byteLength) => {
      if (end <= start) return new Uint8Array();
      const part = await request(url, { from: start, to: end - 1 }, options);
      if (part.status !== 206 || part.headers.get('etag') !== version) {
        throw new Error(`${String(url)} changed while it was read. Open it again.`);
      }
      return new Uint8Array(await part.arrayBuffer());
    },
  });
}

async function request(
  url: string | URL,
  { from, to }: { readonly from: number; readonly to: number },
  { request: init, signal }: UrlSourceOptions,
): Promise<Response> {
  const headers = new Headers(init?.headers);
  headers.set('range', `bytes=${from}-${to}`);
  const answer = await fetch(url, { ...init, headers, ...(signal && { signal }) });
  // 416: there is no first byte, since the file is empty.
  if (answer.ok || answer.status === 416) return answer;
  throw new Error(`${String(url)} cannot be fetched: the server answered ${answer.status} ${answer.statusText}.`);
}

async function wholeBody(url: string | URL, answer: Response): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  // 416: there is no first byte, since the file is empty. The body is an error page.
  if (answer.status === 416 || !answer.body) return new Uint8Array();
  let length = Number(answer.headers.get('content-length') ?? 0);
  const reader = answer.body.getReader();
  for (let taken = 0; ; length = Math.max(length, taken)) {
    if (length > MAX_WHOLE_BYTES) {
      await reader.cancel();
      throw tooLong(url, length);
    }
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(pieces).arrayBuffer());
    pieces.push(value);
    taken += value.length;
  }
}

function tooLong(url: string | URL, length: number): FormatError {
  return new FormatError(
    'TOO_LARGE',
    `${String(url)} has ${length} bytes or more, and its server does not send parts of it. ` +
      `At most ${MAX_WHOLE_BYTES} are fetched at once.`,
  );
}
