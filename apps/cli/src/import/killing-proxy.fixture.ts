import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Whether a request is lost on its way to the server, or its answer on the way back. */
export type Lost = 'request' | 'answer';

/** A server in between, which counts the requests and does something at one of them. */
export interface Between {
  readonly url: string;
  /** Requests so far. */
  readonly count: () => number;
  /** Does something once so many more requests have come, and then lets this one or its answer get lost. */
  readonly at: (count: number, lost: Lost, act: () => void) => void;
  readonly close: () => void;
}

/** Passes requests on to a server. */
export async function between(target: string): Promise<Between> {
  let count = 0;
  let moment: { count: number; lost: Lost; act: () => void } | undefined;
  const server: Server = createServer((incoming, outgoing) => {
    count++;
    const now = moment?.count === count ? moment : undefined;
    if (now?.lost === 'request') {
      now.act();
      incoming.socket.destroy();
      return;
    }
    const forward = request(new URL(incoming.url ?? '/', target), {
      method: incoming.method,
      headers: { ...incoming.headers, host: new URL(target).host },
    });
    forward.on('response', (answer) => {
      if (now) {
        answer.resume().on('end', () => {
          now.act();
          incoming.socket.destroy();
        });
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    for (const end of [forward, incoming, outgoing]) end.on('error', () => forward.destroy());
    incoming.on('aborted', () => forward.destroy());
    incoming.pipe(forward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    count: () => count,
    at: (more, lost, act) => {
      moment = { count: count + more, lost, act };
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
