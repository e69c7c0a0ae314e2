export { demoDatasets } from './demo-datasets.ts';
export type { DemoDataset, DemoImage, DemoKind, DemoTags, Difficulty, Rendering } from './demo-image.ts';
export { demoImages } from './demo-images.ts';
export { encodePng8 } from './png8.ts';
