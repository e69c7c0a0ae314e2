import { ProblemDetails } from '@cellboard/contract';

/**
 * The problem that a refused request answers, after a look that it has the form of all problems, names the request as
 * its header does, and tells nothing of the server's insides.
 */
export async function problemOf(response: Response): Promise<ProblemDetails> {
  const text = await response.text();
  expect(text).not.toMatch(/node_modules|\.[tj]s:\d|cellboard-api|\/incoming\/|\n\s+at /);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json(?:;|$)/);
  const problem = ProblemDetails.parse(JSON.parse(text));
  expect(problem).toMatchObject({
    type: `urn:cellboard:problem:${problem.code}`,
    title: expect.stringMatching(/^[A-Z]/) as string,
    status: response.status,
    detail: expect.stringMatching(/\S/) as string,
    requestId: response.headers.get('x-request-id'),
  });
  return problem;
}

/** The status, code and detail of a refused request, in the form that {@link problemOf} checks. */
export async function refusal(response: Response): Promise<readonly [number, string, string]> {
  const { status, code, detail } = await problemOf(response);
  return [status, code, detail];
}

/** The problem of a failed call, which has the envelope of tRPC around it. */
export async function problemOfCall(response: Response): Promise<ProblemDetails> {
  const text = await response.text();
  expect(text).not.toMatch(/node_modules|\.[tj]s:\d|stack|select |\n\s+at /);
  const { error } = JSON.parse(text) as { error: { message: string; data: { problem: unknown } } };
  const problem = ProblemDetails.parse(error.data.problem);
  expect(error.message).toBe(problem.detail);
  expect(problem).toMatchObject({
    type: `urn:cellboard:problem:${problem.code}`,
    title: expect.stringMatching(/^[A-Z]/) as string,
    status: response.status,
    requestId: response.headers.get('x-request-id'),
  });
  return problem;
}
