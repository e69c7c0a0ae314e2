export { allItems } from './all-items.ts';
export { CellboardError, type CellboardErrorCode } from './cellboard-error.ts';
export {
  createClient,
  type CellboardClient,
  type ClientOptions,
  type ImageUpload,
  type PredictionTarget,
} from './client.ts';
export type { AppRouter } from '@cellboard/contract/router';
