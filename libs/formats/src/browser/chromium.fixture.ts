import { chromium, type Browser, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FileServer } from './file-server.fixture.ts';
import type { FormatsPage } from './page.fixture.ts';

const USUAL_PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Long comparisons take a part of the files in CI. */
export const isCI = (process.env.CI ?? '') !== '';

/** The browser to test in: the one that is set, the system's, or Playwright's own; undefined if there is none. */
export const chromiumPath = [process.env.CHROMIUM ?? '', ...USUAL_PLACES, chromium.executablePath()].find((path) =>
  existsSync(path),
);

if (chromiumPath === undefined) {
  console.warn(
    'Skipped: there is no Chromium. Install Debian’s package "chromium", or set CHROMIUM to the path of one.',
  );
}

/** `describe`, which is skipped without a browser. */
export const withChromium = chromiumPath === undefined ? describe.skip : describe;

/** A file of the bundle. */
export interface BundledFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files of the browser's door with the page of the tests. */
export async function bundle(): Promise<BundledFile[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-bundle-'));
  try {
    const program = fileURLToPath(new URL('bundle.fixture.ts', import.meta.url));
    await promisify(execFile)(process.execPath, [program, folder]);
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const paths = names.map(({ parentPath, name }) => join(parentPath, name));
    return await Promise.all(
      paths.map(async (path) => ({ name: relative(folder, path), bytes: await readFile(path) })),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Calls a function of the page. */
type Call = <K extends keyof FormatsPage>(
  name: K,
  ...parameters: Parameters<FormatsPage[K]>
) => ReturnType<FormatsPage[K]>;

/** What a page must allow, see docs/formats.md. */
export const POLICY: readonly [header: string, value: string] = [
  'content-security-policy',
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' data:",
];

/** The browser's door in a real browser, with a server for the files that it reads. */
export class DoorInBrowser implements AsyncDisposable {
  readonly server: FileServer;
  readonly bundled: readonly BundledFile[];
  readonly #browser: Browser;
  readonly #page: Page;
  #files = 0;

  private constructor(server: FileServer, bundled: readonly BundledFile[], [browser, page]: [Browser, Page]) {
    this.server = server;
    this.bundled = bundled;
    this.#browser = browser;
    this.#page = page;
  }

  static async open(): Promise<DoorInBrowser> {
    const [bundled, server] = [await bundle(), await FileServer.start()];
    const entry = bundled.find(({ name }) => /page\.fixture.*\.js$/.test(name))?.name ?? '';
    for (const { name, bytes } of bundled) server.files.set(name, bytes);
    server.files.set('index.html', Buffer.from(`<script type="module" src="/${entry}"></script>`));
    server.headers.set(...POLICY);
    return new DoorInBrowser(server, bundled, await openPage(server));
  }

  /** The address of a file. */
  put(file: Uint8Array, ending = ''): string {
    const name = `file-${this.#files++}${ending}`;
    this.server.files.set(name, file);
    return `/${name}`;
  }

  readonly call: Call = (name, ...parameters) =>
    this.#page.evaluate(
      ([of, given]) =>
        (globalThis as unknown as { formats: Record<string, (...all: unknown[]) => unknown> }).formats[of]?.(...given),
      [name, parameters] as const,
    ) as never;

  /** Loads the page anew. */
  async reload(): Promise<void> {
    await this.#page.reload();
    await this.#page.waitForFunction(() => 'formats' in globalThis);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.server[Symbol.asyncDispose]();
  }
}

async function openPage(server: FileServer): Promise<[Browser, Page]> {
  const browser = await chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    console.error(`The page failed: ${error.message}`);
  });
  await page.goto(`${server.origin}/index.html`);
  await page.waitForFunction(() => 'formats' in globalThis);
  return [browser, page];
}
