import type { UploadId } from '@cellboard/contract';
import { FileStore as TusFiles } from '@tus/file-store';
import { Server, Upload } from '@tus/server';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ServerSettings } from '../settings/server-settings.ts';
import { ignoreMissing } from '../storage/durable-files.ts';

/** Where less is left, a write failed because of it. */
const FULL_BYTES = 2 ** 20;

/** What the protocol answers where there is no room. */
const DISK_FULL = { status_code: 507, body: 'The disk of the server is full. Ask its operator to free some space.\n' };

/** The files of tus, which say why a write failed. */
class Files extends TusFiles {
  override async write(...[readable, id, offset]: Parameters<TusFiles['write']>): Promise<number> {
    try {
      return await super.write(readable, id, offset);
    } catch (error) {
      const { bavail, bsize } = await statfs(this.directory);
      throw bavail * bsize < FULL_BYTES ? Object.assign(new Error(DISK_FULL.body), DISK_FULL) : error;
    }
  }
}

/**
 * Files that arrive in several parts, by the protocol of https://tus.io: a part at a wrong offset changes nothing, and
 * a file goes on at what has arrived, also after the server was killed. They lie in a folder of their own, under the ids
 * of their uploads. Who may send to one is decided before a request comes here.
 */
@Injectable()
export class ResumableFiles implements OnModuleInit {
  private readonly files: Files;
  private readonly server: Server;
  private readonly folder: string;
  /** Largest file that the settings allow, in bytes. */
  readonly maxBytes: number;

  constructor({ uploads, origin }: ServerSettings) {
    this.folder = uploads.folder;
    this.maxBytes = uploads.maxBytes;
    this.files = new Files({ directory: uploads.folder });
    this.server = new Server({ path: '/uploads', datastore: this.files, allowedOrigins: [origin] });
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
  }

  /** Makes an empty file that is to become so long. */
  async create(id: UploadId, bytes: number): Promise<void> {
    await this.files.create(new Upload({ id, size: bytes, offset: 0 }));
  }

  /** Answers how much of a file has arrived (HEAD), or takes more of it (PATCH). The address ends with its id. */
  handle(request: Request): Promise<Response> {
    return this.server.handleWeb(request);
  }

  /** Bytes that have arrived; null where there is no file. */
  async received(id: UploadId): Promise<number | null> {
    return (await stat(join(this.folder, id)).catch(ignoreMissing))?.size ?? null;
  }

  /** The bytes that have arrived. */
  read(id: UploadId): AsyncIterable<Uint8Array> {
    return this.files.read(id) as AsyncIterable<Uint8Array>;
  }

  /** Removes a file. One that is not there is left alone. */
  async remove(id: UploadId): Promise<void> {
    for (const name of [id, `${id}.json`]) await rm(join(this.folder, name), { force: true });
  }

  /** The ids of the files that nothing was written to since a time. */
  async idleSince(time: Date): Promise<UploadId[]> {
    const idle: UploadId[] = [];
    for (const name of await readdir(this.folder)) {
      const found = await stat(join(this.folder, name)).catch(ignoreMissing);
      if (found && found.mtime < time) idle.push(name.replace(/\.json$/, '') as UploadId);
    }
    return [...new Set(idle)];
  }
}
