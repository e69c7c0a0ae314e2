/** The part of s3rver that tests use; it comes without types. */
declare module 's3rver' {
  import type { Server } from 'node:http';
  import type { Readable } from 'node:stream';

  /** An object as a request brings it. */
  export interface IncomingObject {
    readonly bucket: string;
    readonly key: string;
    readonly content: Readable | Buffer;
    readonly metadata: Record<string, string>;
  }

  export interface ObjectFiles {
    putObject(object: IncomingObject): Promise<{ size: number; md5: string }>;
    getResourcePath(bucket: string, key: string, resource: string): string;
  }

  export default class S3rver {
    constructor(options: {
      address: string;
      port: number;
      directory: string;
      silent: boolean;
      configureBuckets: readonly { readonly name: string }[];
    });
    readonly store: ObjectFiles;
    readonly httpServer: Server;
    run(): Promise<{ port: number }>;
  }
}
