import * as z from 'zod';
import type { ProblemCode } from './problem.ts';
import { problemTable } from './problem-table.ts';

/**
 * What every failed request answers (RFC 9457, `application/problem+json`). tRPC errors carry the same object in
 * `error.data.problem`.
 */
export const ProblemDetails = z.strictObject({
  /** `urn:cellboard:problem:` and the code. */
  type: z.string(),
  /** The same for every problem of this code. */
  title: z.string(),
  /** HTTP status. */
  status: z.int(),
  /** What happened here, and what to do. */
  detail: z.string(),
  code: z.enum(Object.keys(problemTable) as [ProblemCode, ...ProblemCode[]]),
  /** Names the request in the server's log. */
  requestId: z.string(),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;

/** Describes a problem for the wire. */
export function problemDetails(code: ProblemCode, detail: string, requestId: string): ProblemDetails {
  const { title, http } = problemTable[code];
  return { type: `urn:cellboard:problem:${code}`, title, status: http, detail, code, requestId };
}

/** What an unexpected failure tells: enough to report it, nothing of what went wrong inside. */
export function internalDetail(requestId: string): string {
  return `Something went wrong on our side. If it happens again, report it with the request id ${requestId}.`;
}
