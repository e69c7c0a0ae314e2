import { readFileSync } from 'node:fs';
import { renderSchemaPage } from './schema-page.fixture.ts';

const page = renderSchemaPage();

it('is written out in docs/schema.md; tools/schema-page.mjs writes it again', () => {
  expect(readFileSync(new URL('../../../docs/schema.md', import.meta.url), 'utf8')).toBe(page);
});

it.each(['image', 'task', 'model', 'prediction', 'performance', 'developer', 'metric'])(
  'marks %s as a table of the founding report',
  (name) => {
    expect(page).toMatch(new RegExp(`^### ${name} ★`, 'm'));
  },
);

it.each(['prediction', 'performance', 'image_score', 'task_image', 'metric_version'])(
  'marks %s as a weak entity',
  (name) => {
    expect(page).toMatch(new RegExp(`^### ${name}(?: ★)? ◇$`, 'm'));
  },
);

it.each(['image', 'model', 'evaluation'])('does not mark %s as a weak entity', (name) => {
  expect(page).toMatch(new RegExp(`^### ${name}(?: ★)?$`, 'm'));
});

it('draws optional references as such', () => {
  expect(page).toContain('stored_file ||--o{ image : "image_shelf, image_sha256"');
  expect(page).toContain('stored_file |o--o{ image : "truth_shelf, truth_sha256"');
});
