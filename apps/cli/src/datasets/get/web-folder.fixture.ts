import { statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server does with one request, instead of what it should do. */
export type Trouble = (request: IncomingMessage, response: ServerResponse, bytes: Uint8Array) => void;

/** A server on this machine that hands out files as a provider does: whole, or the part that is asked for. */
export class WebFolder implements AsyncDisposable {
  /** What was asked for: path and range. */
  readonly asked: string[] = [];
  /** What goes wrong with the next requests, one after the other. */
  readonly troubles: Trouble[] = [];
  etag: string | null = '"v1"';
  private readonly server: Server;
  private readonly files: Map<string, Uint8Array>;

  private constructor(files: Readonly<Record<string, Uint8Array>>) {
    this.files = new Map(Object.entries(files));
    this.server = createServer((request, response) => {
      this.answer(request, response);
    });
  }

  static async open(files: Readonly<Record<string, Uint8Array>>): Promise<WebFolder> {
    const folder = new WebFolder(files);
    await new Promise<void>((resolve) => folder.server.listen(0, '127.0.0.1', resolve));
    return folder;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/`;
  }

  put(name: string, bytes: Uint8Array): void {
    this.files.set(name, bytes);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent((request.url ?? '/').slice(1));
    this.asked.push(request.headers.range === undefined ? path : `${path} ${request.headers.range}`);
    const bytes = this.files.get(path);
    const trouble = this.troubles.shift();
    if (trouble) trouble(request, response, bytes ?? new Uint8Array());
    else if (bytes) send(request, response, { bytes, etag: this.etag });
    else response.writeHead(404).end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Answers as a good server does (RFC 9110, 14). */
export function send(
  { headers: { range, 'if-range': ifRange } }: IncomingMessage,
  response: ServerResponse,
  { bytes, etag }: { bytes: Uint8Array; etag: string | null },
): void {
  const tag = etag === null ? {} : { etag };
  const from = ifRange === etag ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? NaN) : NaN;
  const total = String(bytes.length);
  if (from >= bytes.length) response.writeHead(416, { ...tag, 'content-range': `bytes */${total}` }).end();
  else if (from >= 0)
    response
      .writeHead(206, {
        ...tag,
        'content-length': bytes.length - from,
        'content-range': `bytes ${String(from)}-${String(bytes.length - 1)}/${total}`,
      })
      .end(bytes.subarray(from));
  else response.writeHead(200, { ...tag, 'content-length': bytes.length }).end(bytes);
}

/**
 * Promises the file, sends so many bytes of what was asked for, and cuts the connection once they are on the disk: a
 * program loses what it has not read by then.
 *
 * @param part where the program writes them
 */
export function cutAfter(count: number, part: string, etag: string | null = '"v1"'): Trouble {
  return (request, response, bytes) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const range = { 'content-range': `bytes ${String(from)}-${String(bytes.length - 1)}/${String(bytes.length)}` };
    const headers = { ...(etag !== null && { etag }), 'content-length': bytes.length - from, ...(from > 0 && range) };
    response.writeHead(from > 0 ? 206 : 200, headers).write(bytes.subarray(from, from + count));
    const timer = setInterval(() => {
      if (statSync(part, { throwIfNoEntry: false })?.size !== from + count) return;
      clearInterval(timer);
      response.destroy();
    }, 5);
    response.once('close', () => {
      clearInterval(timer);
    });
  };
}

export const answers =
  (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Trouble =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
