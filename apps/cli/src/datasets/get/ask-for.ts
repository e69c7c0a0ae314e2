import { UsageError } from '../../usage-error.ts';

/** The connection broke or never came, so that asking again may help. */
export class LostConnection extends Error {
  override readonly name = 'LostConnection';
  /** How long the server asks to wait; undefined where it does not say. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { cause, retryAfterMs }: { cause?: unknown; retryAfterMs?: number | undefined } = {}) {
    super(message, { cause });
    this.retryAfterMs = retryAfterMs;
  }
}

/** What a server sends of a file. */
export interface Answer {
  /** Where its first byte stands in the file. */
  readonly from: number;
  /** Length of the whole file; null where the server does not say. */
  readonly total: number | null;
  /** Identifies the version of the file; null where nothing does. */
  readonly version: string | null;
  readonly pieces: () => AsyncGenerator<Uint8Array>;
  /** Ends the connection, where it has not ended. */
  readonly end: () => void;
}

type Found = Pick<Answer, 'from' | 'total' | 'version'>;

/** What is there already, and of which file. */
export interface Range {
  readonly from: number;
  readonly version: string;
  /** Length of the whole file; null where nobody said it. */
  readonly total: number | null;
}

interface Question {
  readonly range: Range | undefined;
  readonly signal: AbortSignal;
  readonly stallMs: number;
}

const MOST_REDIRECTS = 10;

/**
 * Asks for a file, or for the rest of it. Servers that cannot send a part send the whole.
 *
 * @throws UsageError if the server says that there is no such file for us, or leads somewhere unsafe
 * @throws LostConnection if asking again may help
 */
export async function askFor(url: string, question: Question): Promise<Answer> {
  const answer = await ask(url, question);
  return answer ?? askFor(url, { ...question, range: undefined });
}

/** @returns undefined where the part that is there is not of the file that the server has now */
async function ask(url: string, { range, signal, stallMs }: Question): Promise<Answer | undefined> {
  const ended = new AbortController();
  const stalled = watch(stallMs, ended);
  const headers = {
    // Packed on the way, lengths and places would not be those of the file.
    'accept-encoding': 'identity',
    ...(range && { range: `bytes=${String(range.from)}-`, 'if-range': range.version }),
  };
  try {
    const response = await follow(url, { headers, signal: AbortSignal.any([signal, ended.signal]) });
    stalled.moved();
    const found = read(url, response, range);
    if (found) return { ...found, pieces: () => piecesOf(response, stalled.moved), end: stalled.end };
    stalled.end();
    return undefined;
  } catch (error) {
    stalled.end();
    throw lost(error);
  }
}

/** Ends the connection when nothing has come for so long. */
function watch(stallMs: number, ended: AbortController) {
  const stop = () => {
    ended.abort(new LostConnection(`the server sent nothing for ${String(stallMs / 1000)} seconds.`));
  };
  let timer = setTimeout(stop, stallMs);
  return {
    moved: () => {
      clearTimeout(timer);
      timer = setTimeout(stop, stallMs);
    },
    end: () => {
      clearTimeout(timer);
      ended.abort();
    },
  };
}

/** Follows redirects, but never from an encrypted connection to an open one. */
async function follow(url: string, init: RequestInit): Promise<Response> {
  let here = new URL(url);
  for (let turns = 0; turns <= MOST_REDIRECTS; turns++) {
    const response = await fetch(here.href, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(location, here.href) ? new URL(location, here.href) : undefined;
    if (!next || !isSafe(here, next))
      throw new UsageError(
        `${url} leads to ${withoutPassword(location)}, which is not safe to follow. Download it with a browser.`,
      );
    here = next;
  }
  throw new UsageError(`${url} leads from one address to the next without an end. Download it with a browser.`);
}

/** Never from an encrypted connection to an open one, and never with a password that somebody else chose. */
function isSafe(here: URL, next: URL): boolean {
  const isWeb = next.protocol === 'https:' || (next.protocol === 'http:' && here.protocol === 'http:');
  return isWeb && next.username === '' && next.password === '';
}

function withoutPassword(address: string): string {
  return address.slice(0, 200).replace(/\/\/[^/?#]*@/, '//…@');
}

/**
 * @returns undefined where the answer is about another version of the file than the one that is there in part
 * @throws UsageError or LostConnection where this is no answer that holds the file
 */
function read(url: string, response: Response, range: Question['range']): Found | undefined {
  refuse(url, response);
  const { status, headers } = response;
  const version = strong(headers.get('etag')) ?? headers.get('last-modified');
  if (status === 200) return { from: 0, total: length(headers.get('content-length')), version };
  if (!range) throw new LostConnection(`the server answered ${String(status)} to a request for the whole file.`);
  const { start, total } = contentRange(headers);
  // With 416 all of it is there, and only its name was not given to it yet.
  const fits = status === 416 ? total === range.from : start === range.from;
  const isSame = version === range.version && (range.total === null || total === range.total);
  return fits && isSame ? { from: range.from, total, version } : undefined;
}

/** Such as `bytes 100-199/1000`, or `bytes *\/1000` where no part was sent. */
function contentRange(headers: Headers): { start: number | null; total: number | null } {
  const [, start, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  return { start: length(start ?? null), total: length(total ?? null) };
}

function refuse(url: string, { status, headers }: Response): void {
  if (status === 429 || status >= 500)
    throw new LostConnection(`the server answered ${String(status)}.`, { retryAfterMs: retryAfter(headers) });
  if (status !== 200 && status !== 206 && status !== 416)
    throw new UsageError(
      `${url} cannot be downloaded: the server answered ${String(status)}. Look at the page of the dataset: the file may have moved, or it needs an account now.`,
    );
  const packing = headers.get('content-encoding') ?? 'identity';
  if (packing !== 'identity')
    throw new UsageError(
      `${url} cannot be downloaded by a program: the server compresses it (${packing}), although it was asked not to. Download it with a browser.`,
    );
  if (status !== 416 && headers.get('content-type')?.startsWith('text/html'))
    throw new UsageError(
      `${url} is a web page now, not a file: it may ask you to log in or to agree to something. Download it with a browser.`,
    );
}

function length(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** A weak tag may stand for two files that are not the same byte for byte. */
function strong(etag: string | null): string | null {
  return etag?.startsWith('"') ? etag : null;
}

function retryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

async function* piecesOf({ body }: Response, moved: () => void): AsyncGenerator<Uint8Array> {
  if (!body) return;
  try {
    for await (const piece of body) {
      moved();
      yield piece;
    }
  } catch (error) {
    throw lost(error);
  }
}

/** What Node says of a connection that breaks, as what it is. */
function lost(error: unknown): unknown {
  if (error instanceof LostConnection || error instanceof UsageError) return error;
  const failure = asFailure(error);
  if (failure?.name !== 'TypeError') return error;
  const cause = asFailure(failure.cause);
  const host = noSuchHost(failure.cause);
  if (host !== undefined)
    return new UsageError(`${host} was not found. Check the network, a proxy, and the address.`, { cause: error });
  const reason = cause?.message ?? failure.message;
  return new LostConnection(`the connection failed (${reason.slice(0, 160)}).`, { cause: error });
}

/** An error by its form: that of `fetch` is not of our realm everywhere. */
function asFailure(error: unknown): { name: string; message: string; cause: unknown } | undefined {
  const isFailure = typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
  if (!isFailure) return undefined;
  const cause = 'cause' in error ? error.cause : undefined;
  return { name: String(error.name), message: String(error.message), cause };
}

/** The host whose name nobody knows, which further attempts would hardly change. */
function noSuchHost(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause && 'hostname' in cause)) return undefined;
  return cause.code === 'ENOTFOUND' || cause.code === 'EAI_AGAIN' ? String(cause.hostname) : undefined;
}
