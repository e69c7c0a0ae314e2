// Writes docs/catalogue.md from the catalogue in libs/catalog.
// Run with: node --conditions=@cellboard/source tools/catalog-page.mjs
import { writeFileSync } from 'node:fs';

import { catalogDatasets, catalogModels, catalogSources } from '@cellboard/catalog';
import { renderCatalogPage } from '../libs/catalog/src/catalog-page.fixture.ts';

const catalog = { datasets: catalogDatasets, models: catalogModels, sources: catalogSources };
writeFileSync(new URL('../docs/catalogue.md', import.meta.url), renderCatalogPage(catalog));
