export { CellboardError, type CellboardErrorCode } from './cellboard-error.ts';
export { createClient, type CellboardClient, type ClientOptions, type ImageUpload } from './client.ts';
export type { AppRouter } from '@cellboard/contract/router';
