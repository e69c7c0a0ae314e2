import { chromium } from '@playwright/test';
import { existsSync } from 'node:fs';
import { env } from './env.ts';

const usualPlaces = [
  '/usr/bin/chromium-headless-shell', // Chromium without windows, which takes half the time
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser to test in: the one that is set, the system's, or Playwright's own.
 *
 * @returns its path, or null where there is none
 * @throws Error if the one that is set does not exist
 */
export function findChromium(): string | null {
  if (env.chromium !== undefined && env.chromium !== '') {
    if (!existsSync(env.chromium)) {
      throw new Error(
        `CHROMIUM names ${env.chromium}, which does not exist. Set it to the path of a Chromium or Chrome.`,
      );
    }
    return env.chromium;
  }
  return [...usualPlaces, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}
