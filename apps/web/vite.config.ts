import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server that `npm run dev` starts. */
const api = 'http://127.0.0.1:3000';

/** What several pages need comes in a few files: below this size, in bytes, a file is joined with another. */
const smallest = 12_000;

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@cellboard/source', 'module', 'browser', 'development|production'] },
  server: { proxy: { '/trpc': api, '/api': api } },
  build: {
    outDir: 'dist',
    sourcemap: true,
    // The server reads from it which files each page needs.
    manifest: true,
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name }) => `assets/${name.replace(/~.*$/, '')}-[hash].js`,
        codeSplitting: {
          groups: [
            // The long texts about metrics are for their own pages only.
            { name: 'metric-pages', test: /metrics[\\/]src[\\/]pages/, priority: 1 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: smallest },
          ],
        },
      },
    },
  },
});
