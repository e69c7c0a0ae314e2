import { problemDetails } from '@cellboard/contract';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What Node's parser finds wrong with a request before any of our code sees it. */
const FAULTS: Readonly<Record<string, { status: number; detail: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'The headers of the request are too large. Send fewer or shorter ones.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The request took too long to arrive. Send it again.' },
};
const NOT_HTTP = { status: 400, detail: 'This is not a valid HTTP request. Check the address and the client.' };

/** Answers a request that could not even be parsed, in the shape of all other errors. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, detail } = FAULTS[error.code ?? ''] ?? NOT_HTTP;
  const { headers, body } = bareProblem(status, detail);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}

/** Answers a request that expects what this server does not do, which Node would refuse without a word. */
export function answerExpectation({ headers: { expect = '' } }: IncomingMessage, response: ServerResponse): void {
  const status = 417;
  const detail = `This server does not know the expectation "${expect}". Leave out the header Expect.`;
  const { headers, body } = bareProblem(status, detail);
  response.writeHead(status, headers).end(body);
}

function bareProblem(status: number, detail: string) {
  const requestId = randomUUID();
  const body = JSON.stringify({ ...problemDetails('REQUEST_INVALID', detail, requestId), status });
  const headers = {
    ...BARE_HEADERS,
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    'x-request-id': requestId,
    connection: 'close',
  };
  return { headers, body };
}

/** For answers that no hook and no plugin ever sees. */
export const BARE_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};
