import { chromium, type Browser, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const found = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  chromium.executablePath(),
];

/** The browser to test in; undefined if there is none. */
export const chromiumPath = found.find((path) => existsSync(path));

if (chromiumPath === undefined) {
  console.warn(
    'Skipped: there is no Chromium. Install Debian’s package "chromium", or set CHROMIUM to the path of one.',
  );
}

/** A bundled script and its style sheet, as text. */
export interface Bundled {
  readonly script: string;
  readonly style: string;
}

/** Bundles a file of this lib, with React or without. */
export async function bundled(file: string, react: 'with' | 'without' = 'with'): Promise<Bundled> {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-viewer-'));
  try {
    const program = fileURLToPath(new URL('bundle.fixture.ts', import.meta.url));
    const from = fileURLToPath(new URL(`../${file}`, import.meta.url));
    // The test runner says that this is a test, and React is compiled for development then.
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, [program, from, join(folder, 'out.js'), react], { env });
    const style = join(folder, 'out.css');
    return {
      script: await readFile(join(folder, 'out.js'), 'utf8'),
      style: existsSync(style) ? await readFile(style, 'utf8') : '',
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A page in a browser with a bundled script in it. Graphics are drawn by the processor, so that all machines agree. */
export class BrowserPage implements AsyncDisposable {
  readonly page: Page;
  /** What went wrong in the page. */
  readonly errors: string[] = [];
  readonly #browser: Browser;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.errors.push(message.text());
    });
  }

  /** @param ready name of what the script puts into the page */
  static async open({ script, style }: Bundled, ready: string): Promise<BrowserPage> {
    const browser = await chromium.launch({
      ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
      args: [
        '--no-sandbox',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--disable-background-networking',
      ],
    });
    const context = await browser.newContext({ viewport: { width: 900, height: 700 }, hasTouch: true });
    const page = await context.newPage();
    const opened = new BrowserPage(browser, page);
    await page.setContent('<!doctype html><html lang="en"><title>Viewer</title><main id="root"></main></html>');
    if (style !== '') await page.addStyleTag({ content: style });
    await page.addScriptTag({ content: script, type: 'module' });
    await page.waitForFunction((name) => name in globalThis, ready);
    return opened;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}
