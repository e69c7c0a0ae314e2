// Writes docs/catalogue.md from the catalogue in libs/datasets.
// Run with: node --conditions=@cellboard/source tools/catalog-page.mjs
import { writeFileSync } from 'node:fs';

import { catalogDatasets, catalogModels } from '@cellboard/datasets';
import { renderCatalogPage } from '../libs/datasets/src/catalog/catalog-page.fixture.ts';

writeFileSync(new URL('../docs/catalogue.md', import.meta.url), renderCatalogPage(catalogDatasets, catalogModels));
