import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactElement } from 'react';

const folder = join(import.meta.dirname, 'drawn');

/**
 * Compares a figure with the file that lies in `drawn`. Where it is meant to look different, delete the file: the next
 * run writes it and fails, so that somebody looks at it.
 */
export function expectDrawn(name: string, figure: ReactElement): void {
  const drawn = renderToStaticMarkup(figure).replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
  const markup = `${drawn.replaceAll('><', '>\n<')}\n`;
  const file = join(folder, `${name}.svg`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, markup);
    throw new Error(`${file} was written. Look at it, and run the test again.`);
  }
  expect(markup).toBe(readFileSync(file, 'utf8'));
}
