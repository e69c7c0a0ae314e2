// Writes docs/schema.md from the entities in libs/db.
// Run with: node --conditions=@cellboard/source tools/schema-page.mjs
import { writeFileSync } from 'node:fs';

import { renderSchemaPage } from '../libs/db/src/schema-page.fixture.ts';

writeFileSync(new URL('../docs/schema.md', import.meta.url), renderSchemaPage());
