import { EvaluateChunk, PrepareDemo, PredictChunk } from './job-payloads.ts';
import type { Job } from './job.ts';

/**
 * Each image has a time limit of its own, so this one only ends what waits without end. A worker that has died is
 * noticed by its heartbeat.
 */
const EVALUATION_SECONDS = 12 * 60 * 60;

export const evaluateChunk: Job<EvaluateChunk> = {
  name: 'evaluate-chunk',
  payload: EvaluateChunk,
  awaited: true,
  seconds: EVALUATION_SECONDS,
};
export const predictChunk: Job<PredictChunk> = { name: 'predict-chunk', payload: PredictChunk, awaited: true };
export const prepareDemo: Job<PrepareDemo> = { name: 'prepare-demo', payload: PrepareDemo, single: true };

/** Every kind of job; the queue makes room for each at the start. */
export const jobs: readonly Job[] = [evaluateChunk, predictChunk, prepareDemo];
