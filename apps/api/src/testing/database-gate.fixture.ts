import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Where the gate's port is. Systems give other programs ports from 32,768 on (Linux) or 49,152: one of those could be
 * taken while the gate is shut.
 */
const PORTS = { from: 20_000, count: 10_000 };

/** The way to a database server, which can be cut off and opened again. */
export class DatabaseGate {
  private readonly server: Server;
  private readonly open = new Set<Socket>();
  private port = PORTS.from + randomInt(PORTS.count);
  private frozen = false;

  constructor(private readonly target: URL) {
    this.server = createServer({ pauseOnConnect: true }, (client) => {
      this.hold(client);
      if (!this.frozen) this.join(client);
    });
  }

  /** Lets connections through. Fails if another program has the port, which is why it is an unusual one. */
  async reopen(): Promise<void> {
    this.frozen = false;
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** Breaks every connection, and refuses new ones. */
  async shut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.breakAll();
    await closed;
  }

  /** Breaks every connection, and accepts new ones without ever answering. */
  freeze(): void {
    this.frozen = true;
    this.breakAll();
  }

  /** Lets new connections through again after {@link freeze}. */
  thaw(): void {
    this.frozen = false;
    this.breakAll();
  }

  /** The address of the database behind the gate. */
  get url(): string {
    const url = new URL(this.target);
    url.port = String(this.port);
    return url.href;
  }

  private join(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    this.hold(server);
    client.pipe(server).pipe(client);
    client.once('close', () => server.destroy());
    server.once('close', () => client.destroy());
  }

  private hold(socket: Socket): void {
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket)).on('error', () => undefined);
  }

  private breakAll(): void {
    for (const socket of this.open) socket.destroy();
  }
}
