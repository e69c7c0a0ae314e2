import { gzipSync } from 'node:zlib';

import { bundled } from './chromium.fixture.ts';

/** What a page loads at most, in bytes compressed by gzip. React is on every page anyway. */
const BUDGET = { core: 25_000, component: 45_000 };

async function compressed(file: string): Promise<number> {
  const { script, style } = await bundled(file, 'without');
  expect(script).not.toMatch(/\bfrom\s*"@cellboard/);
  return gzipSync(script, { level: 9 }).length + (style === '' ? 0 : gzipSync(style, { level: 9 }).length);
}

it('the core and the component are small', async () => {
  const sizes = { core: await compressed('index.ts'), component: await compressed('react.ts') };
  console.log(`Compressed: the core has ${sizes.core} bytes, the component with all it needs ${sizes.component}.`);
  expect(sizes.core).toBeLessThanOrEqual(BUDGET.core);
  expect(sizes.component).toBeLessThanOrEqual(BUDGET.component);
  // An empty bundle would be within any budget.
  expect(sizes.core).toBeGreaterThan(5_000);
});
