import { mkdirSync, writeFileSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { env } from './src/env.ts';
import { findChromium } from './src/find-chromium.ts';

/** What the test runner of the workspace adds up. */
const results = 'test-output/results.json';

const executablePath = findChromium();
if (executablePath === null) {
  const reason = 'There is no Chromium. Install Debian’s package "chromium", or set CHROMIUM to the path of one.';
  if (env.ci) throw new Error(reason);
  console.log(`Browser tests skipped. ${reason}`);
  mkdirSync('test-output', { recursive: true });
  writeFileSync(results, JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 1 } }));
  process.exit(0);
}

/** One worker and one server: the files run in the order of their names against the same real installation. */
export default defineConfig({
  testDir: 'src',
  workers: 1,
  fullyParallel: false,
  forbidOnly: env.ci,
  // A busy machine may keep a browser waiting. `npm test` names what passed at its second try.
  retries: env.ci ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: results }]],
  // A folder of its own, because it is emptied at the start.
  outputDir: 'test-output/traces',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    reducedMotion: 'reduce',
    // A trace takes a tenth of the time. Run one test again with `--trace on` to see what it did.
    trace: 'off',
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
