import { join, resolve } from 'node:path';
import { readyLine } from './ready-line.ts';

it.each([
  [resolve('data'), './data'],
  [join(process.cwd(), 'a', 'b'), './a/b'],
  [process.cwd(), '.'],
  ['/srv/cellboard', '/srv/cellboard'],
])('names the data folder %s as %s', (folder, words) => {
  expect(readyLine('http://127.0.0.1:3222', folder)).toBe(
    `Cellboard is ready: http://127.0.0.1:3222 · data ${words} · Ctrl-C stops`,
  );
});
