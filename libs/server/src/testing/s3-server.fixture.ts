import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import type { Server as HttpServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Settings } from '../settings/s3-settings.ts';

/** An object as a request brings it. */
interface IncomingObject {
  readonly bucket: string;
  readonly key: string;
  readonly content: Readable | Buffer;
  readonly metadata: Record<string, string>;
}

/** The part of s3rver that is used here; it comes without types. */
interface S3rver {
  readonly store: {
    putObject(object: IncomingObject): Promise<{ size: number; md5: string }>;
    getResourcePath(bucket: string, key: string, resource: string): string;
  };
  readonly httpServer: HttpServer;
  run(): Promise<{ port: number }>;
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3rver;

const BUCKET = 'cellboard-test';

/** The only credentials that s3rver knows. */
const CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

/**
 * A server that speaks the protocol of S3, behind a door that can be shut and slowed down. Its address stays the same
 * when it stops and starts again.
 */
export class S3Server {
  /** How long bytes of an answer wait at the door, in milliseconds. */
  delayMs = 0;
  /** Called with the count of bytes that clients have sent so far. */
  onBytes: (total: number) => void = () => undefined;

  private readonly sockets = new Set<Socket>();
  private door: Server | undefined;
  private server: S3rver | undefined;
  private received = 0;

  private constructor(
    private readonly folder: string,
    private port: number,
  ) {}

  static async start(): Promise<S3Server> {
    const made = new S3Server(await mkdtemp(join(tmpdir(), 'cellboard-s3-')), 0);
    await made.start();
    return made;
  }

  get settings(): S3Settings {
    const endpoint = `http://127.0.0.1:${this.port}`;
    return { bucket: BUCKET, prefix: 'cellboard/files', endpoint, region: 'us-east-1', credentials: CREDENTIALS };
  }

  /** The same as settings of a process. */
  get env(): Record<string, string> {
    const { bucket, prefix, endpoint } = this.settings;
    return {
      ...{ S3_BUCKET: bucket, S3_PREFIX: prefix, S3_ENDPOINT: endpoint ?? '' },
      ...{ S3_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, S3_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey },
    };
  }

  async start(): Promise<void> {
    const configureBuckets = [{ name: BUCKET }];
    this.server = new S3rver({ address: '127.0.0.1', port: 0, directory: this.folder, silent: true, configureBuckets });
    putLikeS3(this.server);
    const inner = (await this.server.run()).port;
    this.received = 0;
    const door = createServer((client) => {
      this.passOn(client, inner);
    });
    await new Promise<void>((resolve) => door.listen(this.port, '127.0.0.1', resolve));
    this.door = door;
    this.port = (door.address() as { port: number }).port;
  }

  /** Cuts all connections and takes no new ones. */
  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { door, server } = this;
    [this.door, this.server] = [undefined, undefined];
    if (door) await new Promise((resolve) => door.close(resolve));
    server?.httpServer.closeAllConnections();
    if (server) await new Promise((resolve) => server.httpServer.close(resolve));
  }

  /** Changes the bytes of an object behind its back. */
  async damage(name: string, bytes: string): Promise<void> {
    await writeFile(join(this.folder, BUCKET, this.settings.prefix, `${name}._S3rver_object`), bytes);
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private passOn(client: Socket, port: number): void {
    const server = connect(port, '127.0.0.1');
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.once('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
      socket.on('error', () => undefined);
    }
    client.on('data', (bytes) => {
      this.received += bytes.length;
      this.onBytes(this.received);
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      const give = () => client.destroyed || client.write(bytes);
      if (this.delayMs > 0) setTimeout(give, this.delayMs);
      else give();
    });
  }
}

/** S3 shows an object once it is whole, and then at once. s3rver shows it while it is written. */
function putLikeS3({ store }: S3rver): void {
  store.putObject = async ({ bucket, key, content, metadata }: IncomingObject) => {
    const path = store.getResourcePath(bucket, key, 'object');
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${randomUUID()}`;
    const md5 = createHash('md5');
    let size = 0;
    const counted = async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        size += piece.length;
        md5.update(piece);
        yield piece;
      }
    };
    try {
      await pipeline(
        Buffer.isBuffer(content) ? Readable.from([content]) : content,
        counted,
        createWriteStream(temporary),
      );
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
    const hash = md5.digest('hex');
    const type = { 'content-type': metadata['content-type'] };
    await replace(store.getResourcePath(bucket, key, 'object.md5'), hash);
    await replace(store.getResourcePath(bucket, key, 'metadata.json'), JSON.stringify(type));
    return { size, md5: hash };
  };
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}
