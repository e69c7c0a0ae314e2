import { problemDetails, type ProblemCode } from '@cellboard/contract';
import type { AppRouter } from '@cellboard/contract/router';
import { createTRPCClient, httpLink } from '@trpc/client';
import { describeFailure } from './failure.ts';

type FetchAnswer = Awaited<ReturnType<NonNullable<Parameters<typeof httpLink>[0]['fetch']>>>;

/** What the real client makes of an answer of the server. */
function failureOf(answer: () => Promise<FetchAnswer>): Promise<unknown> {
  const client = createTRPCClient<AppRouter>({
    links: [httpLink({ url: 'http://cellboard.test/trpc', fetch: answer })],
  });
  return client.tasks.list.query({}).catch((reason: unknown) => reason);
}

/** An error as it travels: tRPC's own fields, and the problem that the contract adds. */
const refusal = (detail: string, code: ProblemCode) => () => {
  const problem = problemDetails(code, detail, 'r-1');
  const data = { code: 'BAD_REQUEST', httpStatus: problem.status, problem };
  return Promise.resolve({
    json: () => Promise.resolve({ error: { message: detail, code: -32000, data } }),
  } as FetchAnswer);
};

it('passes on what the server says, with the id of the request, and does not ask again', async () => {
  const reason = await failureOf(refusal('There is no task "x".', 'TASK_NOT_FOUND'));
  expect(describeFailure(reason)).toEqual({
    message: 'There is no task "x".',
    code: 'TASK_NOT_FOUND',
    requestId: 'r-1',
    final: true,
  });
});

it('does not send the same invalid request again', async () => {
  const reason = await failureOf(refusal('A slug has at least 2 characters.', 'REQUEST_INVALID'));
  expect(describeFailure(reason).final).toBe(true);
});

it.each(['INTERNAL', 'DATABASE_UNAVAILABLE'] as const)('may ask again after %s', async (code) => {
  const reason = await failureOf(refusal('Something went wrong.', code));
  expect(describeFailure(reason)).toMatchObject({ message: 'Something went wrong.', requestId: 'r-1', final: false });
});

it('tells that the server is not there', async () => {
  const reason = await failureOf(() => Promise.reject(new TypeError('fetch failed')));
  expect(describeFailure(reason)).toMatchObject({ requestId: null, final: false });
  expect(describeFailure(reason).message).toContain('The server cannot be reached.');
});

it('does not blame the server for a mistake of the page', () => {
  expect(describeFailure(new Error('x is undefined')).message).toContain('Reload');
});
