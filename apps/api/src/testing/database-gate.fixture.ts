import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The way to a database server, which can be cut off and opened again. */
export class DatabaseGate {
  private readonly server: Server;
  private readonly open = new Set<Socket>();
  private port = 0;
  private frozen = false;

  constructor(private readonly target: URL) {
    this.server = createServer({ pauseOnConnect: true }, (client) => {
      this.hold(client);
      if (!this.frozen) this.join(client);
    });
  }

  /** Lets connections through. */
  async reopen(): Promise<void> {
    this.frozen = false;
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
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
