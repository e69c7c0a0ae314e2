import { defineConfig } from '@playwright/test';
import { env } from './src/env.ts';
import { findChromium } from './src/find-chromium.ts';

const executablePath = findChromium();
if (executablePath === null) {
  const reason = 'There is no Chromium. Install Debian’s package "chromium", or set CHROMIUM to the path of one.';
  if (env.ci) throw new Error(reason);
  console.log(`Browser tests skipped. ${reason}`);
  process.exit(0);
}

/** One worker and one server: the files run in the order of their names against the same real installation. */
export default defineConfig({
  testDir: 'src',
  workers: 1,
  fullyParallel: false,
  forbidOnly: env.ci,
  reporter: [['list']],
  outputDir: 'test-output',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
