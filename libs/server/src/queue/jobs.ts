import { EvaluateChunk, PrepareDemo, PredictChunk } from './job-payloads.ts';
import type { Job } from './job.ts';

export const evaluateChunk: Job<EvaluateChunk> = { name: 'evaluate-chunk', payload: EvaluateChunk, awaited: true };
export const predictChunk: Job<PredictChunk> = { name: 'predict-chunk', payload: PredictChunk, awaited: true };
export const prepareDemo: Job<PrepareDemo> = { name: 'prepare-demo', payload: PrepareDemo, single: true };

/** Every kind of job; the queue makes room for each at the start. */
export const jobs: readonly Job[] = [evaluateChunk, predictChunk, prepareDemo];
