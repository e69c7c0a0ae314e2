import { test as base } from '@playwright/test';
import { Installation } from './installation.ts';

/** A test on a server that was just started, whatever state its demonstration is in. */
export const startedTest = base.extend<object, { installation: Installation }>({
  installation: [
    // Playwright asks for a pattern here even where nothing is taken from it.
    async ({}, use) => {
      const installation = await Installation.create();
      await use(installation);
      await installation.remove();
    },
    { scope: 'worker', timeout: 540_000 },
  ],
  baseURL: async ({ installation }, use) => {
    await use(installation.address);
  },
});

/** A test on an installation whose demonstration is complete. */
export const test = startedTest.extend<{ complete: undefined }>({
  complete: [
    async ({ installation }, use) => {
      await installation.demoReady();
      await use(undefined);
    },
    { auto: true, timeout: 540_000 },
  ],
});

export { expect } from '@playwright/test';
