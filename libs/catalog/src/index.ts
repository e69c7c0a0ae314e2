export type { CatalogDataset } from './datasets/catalog-dataset.ts';
export { catalogDatasetFor, catalogDatasets } from './datasets/catalog-datasets.ts';
export { downloadsOf, recordsOf, type Download } from './datasets/downloads.ts';
export type { CatalogModel } from './models/catalog-model.ts';
export { catalogModels } from './models/catalog-models.ts';
export type { CatalogSource } from './sources/catalog-source.ts';
export { catalogSources } from './sources/catalog-sources.ts';
export { findSource, suggestSources } from './sources/find-source.ts';
export { kebabCase } from './sources/kebab-case.ts';
