import {
  GetObjectCommand,
  HeadBucketCommand,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { AwsS3StorageAdapter } from '@flystorage/aws-s3';
import { FileStorage } from '@flystorage/file-storage';
import type { Readable } from 'node:stream';
import type { S3Settings } from '../settings/s3-settings.ts';
import { isMissing, reaching } from './s3-failures.ts';

/** Files of at least this size are sent in parts of it; S3 takes none that is smaller. */
const PART_BYTES = 8 * 2 ** 20;
const BINARY = { mimeType: 'application/octet-stream' };

/** How long the store may be silent. */
export interface S3Patience {
  readonly connectMs: number;
  readonly silentMs: number;
  readonly attempts: number;
}

/** What is asked of a bucket. Names begin behind its prefix. */
export class S3Bucket {
  private readonly client: S3Client;
  private readonly files: FileStorage;

  constructor(
    private readonly settings: S3Settings,
    waits: S3Patience,
  ) {
    this.client = new S3Client(configOf(settings, waits));
    const { bucket, prefix } = settings;
    const uploadConfiguration = { partSize: PART_BYTES, queueSize: 2 };
    this.files = new FileStorage(new AwsS3StorageAdapter(this.client, { bucket, prefix, uploadConfiguration }));
  }

  async reach(): Promise<void> {
    await reaching(() => this.client.send(new HeadBucketCommand({ Bucket: this.settings.bucket })));
  }

  stat(name: string): Promise<{ bytes: number; writtenAt: Date } | null> {
    return orNull(async () => {
      const { size = 0, lastModifiedMs = 0 } = await this.files.statFile(name);
      return { bytes: size, writtenAt: new Date(lastModifiedMs) };
    });
  }

  /** @returns what the work makes of the bytes; null where there is no such object */
  read<T>(name: string, work: (stream: Readable) => Promise<T>): Promise<T | null> {
    return orNull(async () => work(await this.files.read(name)));
  }

  /** Flystorage reads whole files only. */
  slice(name: string, start: number, end: number): Promise<Uint8Array | null> {
    return orNull(async () => {
      const part = { Bucket: this.settings.bucket, Key: this.keyOf(name), Range: `bytes=${start}-${end - 1}` };
      const { Body } = await this.client.send(new GetObjectCommand(part));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    });
  }

  write(name: string, contents: Uint8Array | Readable): Promise<void> {
    return reaching(() => this.files.write(name, contents instanceof Uint8Array ? [contents] : contents, BINARY));
  }

  remove(name: string): Promise<void> {
    return reaching(() => this.files.deleteFile(name));
  }

  /** Flystorage lists from the beginning only. */
  async *list(prefix: string, after?: string): AsyncIterable<{ name: string; bytes: number }> {
    const query = {
      Bucket: this.settings.bucket,
      Prefix: this.keyOf(prefix),
      ...(after !== undefined && { StartAfter: this.keyOf(after) }),
    };
    const pages = paginateListObjectsV2({ client: this.client }, query)[Symbol.asyncIterator]();
    for (;;) {
      const { value, done } = await reaching(() => pages.next());
      if (done === true) return;
      for (const { Key = '', Size = 0 } of value.Contents ?? [])
        yield { name: Key.slice(this.keyOf('').length), bytes: Size };
    }
  }

  private keyOf(name: string): string {
    const { prefix } = this.settings;
    return prefix === '' ? name : `${prefix}/${name}`;
  }
}

async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  return reaching(async () => {
    try {
      return await ask();
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  });
}

/** A server at an address of its own names the bucket in the path: its host name has no room for it. */
function configOf({ endpoint, region, credentials }: S3Settings, waits: S3Patience): S3ClientConfig {
  return {
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    ...(region !== null && { region }),
    ...(credentials !== null && { credentials }),
    maxAttempts: waits.attempts,
    requestHandler: {
      connectionTimeout: waits.connectMs,
      requestTimeout: waits.silentMs,
      throwOnRequestTimeout: true,
      socketTimeout: waits.silentMs,
    },
  };
}
