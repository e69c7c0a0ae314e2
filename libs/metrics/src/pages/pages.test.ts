import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { catalog } from '../catalog/catalog.ts';
import { image } from '../image.fixture.ts';
import { evaluatePair } from '../pair/evaluate-pair.ts';
import { metricPages } from './metric-pages.ts';
import { renderIndex, renderPage } from './render-page.ts';

const docs = new URL('../../../../docs/metrics/', import.meta.url);
const pages = [...new Set(catalog.map(({ page }) => page))];
const read = (name: string) => {
  const file = new URL(`${name}.md`, docs);
  return existsSync(file) ? readFileSync(file, 'utf8') : 'There is no such page. Run `npm run docs:metrics`.';
};

describe('the pages of the metrics', () => {
  it('exist for every metric and for nothing else', () => {
    expect(Object.keys(metricPages).sort()).toEqual([...pages].sort());
    const files = readdirSync(docs).map((file) => file.replace(/\.md$/, ''));
    expect(files.sort()).toEqual([...pages, 'README', 'agreement', 'rules', 'statistics'].sort());
  });

  it.each(pages)('%s: the worked example is right', (name) => {
    const { truth, prediction, id, value } = metricPages[name]!.example;
    expect(evaluatePair(image(truth), image(prediction)).metrics[id]).toBeCloseTo(value, 12);
    expect(catalog.find((entry) => entry.id === id)!.page).toBe(name);
  });

  it.each(pages)('%s is current; else run npm run docs:metrics', (name) => {
    const entries = catalog.filter(({ page }) => page === name);
    expect(read(name)).toBe(renderPage(entries, metricPages[name]!));
  });

  it('the list is current; else run npm run docs:metrics', () => {
    expect(read('README')).toBe(renderIndex(catalog));
  });
});
