import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The server that `npm run dev` starts. */
const api = 'http://127.0.0.1:3000';

/** What several pages need comes in a few files: below this size, in bytes, a file is joined with another. */
const smallest = 12_000;

/** Asks for the letters together with the first script: what comes late is not shown on a first visit. */
const preloadFont: Plugin = {
  name: 'preload-font',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => file.endsWith('.woff2'))
        .map((file) => ({
          tag: 'link',
          injectTo: 'head' as const,
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${file}` },
        })),
  },
};

export default defineConfig({
  plugins: [react(), preloadFont],
  resolve: { conditions: ['@cellboard/source', 'module', 'browser', 'development|production'] },
  server: { proxy: { '/trpc': api, '/api': api } },
  build: {
    outDir: 'dist',
    sourcemap: true,
    // The styles of all pages together are smaller than the requests for many files.
    cssCodeSplit: false,
    // A browser test keeps the budget of the first page, compressed.
    chunkSizeWarningLimit: 600,
    // The server reads from it which files each page needs.
    manifest: true,
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name }) => `assets/${name.replace(/~.*$/, '')}-[hash].js`,
        codeSplitting: {
          groups: [
            // What every page needs at once is one file.
            { name: 'index', tags: ['$initial'], priority: 2 },
            // The long texts about metrics are for their own pages only.
            { name: 'metric-pages', test: /metrics[\\/]src[\\/]pages/, priority: 1 },
            // What several pages need is one file, too, without that which the first page never needs.
            {
              name: 'pages',
              test: /^(?!.*(features.account|node_modules.zod|tanstack.(react-virtual|virtual-core)))/,
              minShareCount: 3,
              priority: 1,
            },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: smallest },
          ],
        },
      },
    },
  },
});
