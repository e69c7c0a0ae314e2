import { EvaluateChunk, PrepareDemo, PredictChunk } from '@cellboard/contract';
import type { Job } from './job.ts';

export const evaluateChunk: Job<EvaluateChunk> = { name: 'evaluate-chunk', payload: EvaluateChunk };
export const predictChunk: Job<PredictChunk> = { name: 'predict-chunk', payload: PredictChunk };
export const prepareDemo: Job<PrepareDemo> = { name: 'prepare-demo', payload: PrepareDemo, single: true };

/** Every kind of job; the queue makes room for each at the start. */
export const jobs: readonly Job[] = [evaluateChunk, predictChunk, prepareDemo];
