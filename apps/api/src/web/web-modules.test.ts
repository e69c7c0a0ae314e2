import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModules } from './web-modules.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cellboard-modules-'));
  await mkdir(join(root, '.vite'));
});
afterEach(() => rm(root, { recursive: true }));
const write = (manifest: unknown) => writeFile(join(root, '.vite', 'manifest.json'), JSON.stringify(manifest));

it('follows what a module needs, and leaves out what every page fetches', async () => {
  await write({
    'index.html': { file: 'assets/index.js', imports: ['_vendor.js'], isEntry: true, css: ['assets/index.css'] },
    '_vendor.js': { file: 'assets/vendor.js' },
    '_shared.js': { file: 'assets/shared.js', imports: ['_vendor.js', '_circle.js'] },
    '_circle.js': { file: 'assets/circle.js', imports: ['_shared.js'] },
    'src/routes/model.tsx': { file: 'assets/model.js', imports: ['index.html', '_shared.js'], isDynamicEntry: true },
  });
  const modules = await readModules(root);
  expect(modules.get('src/routes/model.tsx')?.toSorted()).toEqual([
    'assets/circle.js',
    'assets/model.js',
    'assets/shared.js',
  ]);
  expect(modules.get('index.html')).toEqual([]);
});

it('knows no module where the build left no list, or another kind of list', async () => {
  expect((await readModules(root)).size).toBe(0);
  await write(['assets/index.js']);
  expect((await readModules(root)).size).toBe(0);
});
