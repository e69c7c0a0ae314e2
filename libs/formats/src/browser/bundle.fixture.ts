/**
 * Bundles the browser's door with the page of the tests, as the web client is bundled, into the folder that is named.
 * A program of its own, since the bundler does not run inside of the test runner.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

await build({
  configFile: false,
  root: fileURLToPath(new URL('./', import.meta.url)),
  logLevel: 'error',
  resolve: { conditions: ['@cellboard/source', 'module', 'browser', 'production'] },
  build: {
    outDir: process.argv[2] ?? 'dist',
    emptyOutDir: false,
    target: 'es2023',
    rolldownOptions: { input: fileURLToPath(new URL('page.fixture.ts', import.meta.url)) },
  },
});
