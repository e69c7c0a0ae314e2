import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download } from '@cellboard/catalog';
import { fetchFile, type FetchedFile, type Patience } from './fetch-file.ts';
import { cutAfter, WebFolder, type Trouble } from './web-folder.fixture.ts';

/** The file `a.zip` of the provider. */
export const bytes: Uint8Array = randomBytes(300_000);
export const sha256 = createHash('sha256').update(bytes).digest('hex');

const hasty: Patience = { stallMs: 300, attempts: 3, waitMs: 1 };

/** A provider with one file, and a folder to download it into. */
export class Getting implements AsyncDisposable {
  /** What was told of attempts that failed. */
  readonly told: string[] = [];
  readonly folder: string;
  readonly web: WebFolder;

  private constructor(folder: string, web: WebFolder) {
    this.folder = folder;
    this.web = web;
  }

  static async open(): Promise<Getting> {
    return new Getting(await mkdtemp(join(tmpdir(), 'cellboard-get-')), await WebFolder.open({ 'a.zip': bytes }));
  }

  get(
    download: Partial<Download> = {},
    { signal = new AbortController().signal, to = this.folder } = {},
  ): Promise<FetchedFile> {
    const file = { url: `${this.web.url}a.zip`, file: 'a.zip', bytes: bytes.length, sha256, ...download };
    const onTrouble = (reason: string) => this.told.push(reason);
    return fetchFile(file, { folder: to, signal, patience: hasty, onTrouble });
  }

  /** A connection that is cut after so many bytes. */
  cutAfter(count: number, etag?: string | null): Trouble {
    return cutAfter(count, join(this.folder, 'a.zip.part'), etag);
  }

  /** The names in the folder. */
  async files(): Promise<string[]> {
    return (await readdir(this.folder)).sort();
  }

  content(): Promise<Buffer> {
    return readFile(join(this.folder, 'a.zip'));
  }

  /** Leaves a file that is there in part. */
  async leaveBegun(part: Uint8Array, version: string | null, url = `${this.web.url}a.zip`): Promise<void> {
    await writeFile(join(this.folder, 'a.zip.part'), part);
    await writeFile(join(this.folder, 'a.zip.part.json'), JSON.stringify({ url, version, total: null }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.web[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }
}
