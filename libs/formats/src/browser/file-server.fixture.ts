import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

interface Wanted {
  readonly bytes: Uint8Array;
  readonly range: string | undefined;
}

/**
 * A server on this machine that sends files, parts of them if asked for, and counts their bytes. It never sends parts
 * of a file named `no-ranges`, and claims that one named `claims-7` has 7 bytes.
 */
export class FileServer implements AsyncDisposable {
  /** Files by their addresses, as bytes or as a path. */
  readonly files = new Map<string, Uint8Array | string>();
  /** Headers of every answer. */
  readonly headers = new Map<string, string>();
  /** Milliseconds before files are sent, by their addresses. */
  readonly delays = new Map<string, number>();
  /** What was asked for, in order. */
  readonly requests: string[] = [];
  sentBytes = 0;
  #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<FileServer> {
    const server = new FileServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer({ url = '', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = decodeURIComponent(url.slice(1));
    this.requests.push(name);
    await new Promise((resolve) => setTimeout(resolve, this.delays.get(name) ?? 0));
    for (const [header, value] of this.headers) response.setHeader(header, value);
    const file = this.files.get(name);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
    this.#send(name, { bytes: typeof file === 'string' ? await readFile(file) : file, range: headers.range }, response);
  }

  #send(name: string, { bytes, range = '' }: Wanted, response: ServerResponse): void {
    const [, from, to] = (name.includes('no-ranges') ? null : /^bytes=(\d+)-(\d+)$/.exec(range)) ?? [];
    if (from === undefined) {
      const claimed = /claims-(\d+)/.exec(name)?.[1];
      if (claimed) response.setHeader('content-length', claimed).write(bytes);
      else response.end(bytes);
      return;
    }
    if (Number(from) >= bytes.length) {
      response.writeHead(416).end();
      return;
    }
    const part = bytes.subarray(Number(from), Number(to) + 1);
    this.sentBytes += part.length;
    response.setHeader('content-range', `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`);
    response.writeHead(206).end(part);
  }
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
