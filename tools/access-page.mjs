// Writes docs/access.md from the policy table in libs/contract.
// Run with: node --conditions=@cellboard/source tools/access-page.mjs
import { writeFileSync } from 'node:fs';

import { renderAccessPage } from '../libs/server/src/access/access-table.fixture.ts';

writeFileSync(new URL('../docs/access.md', import.meta.url), renderAccessPage());
