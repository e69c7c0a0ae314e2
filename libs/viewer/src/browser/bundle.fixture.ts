/**
 * Bundles a source file as the web client is bundled, into one script without imports: `bundle.fixture.ts FILE OUT`.
 * A program of its own, since the bundler does not run inside of the test runner. React is left out where the third
 * argument says so.
 */
import { basename, dirname } from 'node:path';
import { build } from 'vite';

const [, , file = '', out = '', react = 'with'] = process.argv;

await build({
  configFile: false,
  root: dirname(file),
  logLevel: 'error',
  resolve: { conditions: ['@cellboard/source', 'module', 'browser', 'production'] },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: dirname(out),
    emptyOutDir: false,
    target: 'es2023',
    lib: { entry: file, formats: ['es'], fileName: () => basename(out), cssFileName: basename(out, '.js') },
    rolldownOptions: {
      // Libraries keep their spaces unless this is said; pages do not.
      output: { minify: true },
      ...(react === 'without' && { external: [/^react(-dom)?($|\/)/] }),
    },
  },
});
