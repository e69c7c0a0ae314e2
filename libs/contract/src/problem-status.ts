import type { ProblemCode } from './problem.ts';

/** The tRPC code and the HTTP status of every problem; a new code without a row does not compile. */
export const problemStatus = {
  CHECKPOINT_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  DATASET_EMPTY: { trpc: 'PRECONDITION_FAILED', http: 412 },
  DATASET_EXISTS: { trpc: 'CONFLICT', http: 409 },
  DATASET_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  DATASET_PUBLISHED: { trpc: 'CONFLICT', http: 409 },
  FILE_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  FILE_TOO_LARGE: { trpc: 'PAYLOAD_TOO_LARGE', http: 413 },
  FILE_UNREADABLE: { trpc: 'UNPROCESSABLE_CONTENT', http: 422 },
  IMAGE_EXISTS: { trpc: 'CONFLICT', http: 409 },
  IMAGE_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  MODEL_EXISTS: { trpc: 'CONFLICT', http: 409 },
  MODEL_INELIGIBLE: { trpc: 'PRECONDITION_FAILED', http: 412 },
  MODEL_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  OPERATOR_ONLY: { trpc: 'UNAUTHORIZED', http: 401 },
  PREDICTION_UNREADABLE: { trpc: 'UNPROCESSABLE_CONTENT', http: 422 },
  REQUEST_INVALID: { trpc: 'BAD_REQUEST', http: 400 },
  SUBMISSION_CLOSED: { trpc: 'CONFLICT', http: 409 },
  SUBMISSION_EMPTY: { trpc: 'PRECONDITION_FAILED', http: 412 },
  SUBMISSION_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  SUBMISSION_NOT_REJECTED: { trpc: 'CONFLICT', http: 409 },
  TASK_EXISTS: { trpc: 'CONFLICT', http: 409 },
  TASK_NOT_FOUND: { trpc: 'NOT_FOUND', http: 404 },
  TASK_TOO_SMALL: { trpc: 'PRECONDITION_FAILED', http: 412 },
} as const satisfies Record<ProblemCode, { trpc: string; http: number }>;
