// Writes docs/metrics from the catalogue in libs/metrics: one page a metric, and the list of all.
// The table of agreement with other implementations is written only where their values are at hand.
// Run with: node --conditions=@cellboard/source tools/metric-pages.mjs
import { writeFileSync } from 'node:fs';

import { catalog } from '@cellboard/metrics';
import { metricPages, renderIndex, renderPage } from '@cellboard/metrics/pages';

const docs = new URL('../docs/metrics/', import.meta.url);
const write = (name, text) => writeFileSync(new URL(`${name}.md`, docs), text);

for (const [name, page] of Object.entries(metricPages)) {
  write(
    name,
    renderPage(
      catalog.filter((entry) => entry.page === name),
      page,
    ),
  );
}
write('README', renderIndex(catalog));

const { goldenNames } = await import('../libs/metrics/src/agreement/golden.fixture.ts');
const { renderAgreement } = await import('../libs/metrics/src/agreement/agreement.fixture.ts');
if (goldenNames().length > 0) write('agreement', await renderAgreement());
