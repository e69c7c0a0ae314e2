import type { AppRouter } from '@cellboard/contract/router';
import { createTRPCClient, httpLink } from '@trpc/client';
import { describeFailure } from './failure.ts';

type FetchAnswer = Awaited<ReturnType<NonNullable<Parameters<typeof httpLink>[0]['fetch']>>>;

/** What the real client makes of an answer of the server. */
function failureOf(answer: () => Promise<FetchAnswer>): Promise<unknown> {
  const client = createTRPCClient<AppRouter>({
    links: [httpLink({ url: 'http://cellboard.test/trpc', fetch: answer })],
  });
  return client.tasks.list.query().catch((reason: unknown) => reason);
}

/** An error as it travels: words, the tRPC code and what the contract adds. */
const refusal = (message: string, code: string, problem: string | null) => () =>
  Promise.resolve({
    json: () =>
      Promise.resolve({ error: { message, code: -32000, data: { code, httpStatus: 400, problem, requestId: 'r-1' } } }),
  } as FetchAnswer);

it('passes on what the server says, with the number of the request, and does not ask again', async () => {
  const reason = await failureOf(refusal('There is no task "x".', 'NOT_FOUND', 'TASK_NOT_FOUND'));
  expect(describeFailure(reason)).toEqual({ message: 'There is no task "x".', requestId: 'r-1', final: true });
});

it('does not ask again with words that are not valid', async () => {
  const reason = await failureOf(refusal('A slug has at least 2 characters.', 'BAD_REQUEST', null));
  expect(describeFailure(reason).final).toBe(true);
});

it('may ask again after an unexpected failure', async () => {
  const reason = await failureOf(refusal('Something went wrong.', 'INTERNAL_SERVER_ERROR', null));
  expect(describeFailure(reason)).toEqual({ message: 'Something went wrong.', requestId: 'r-1', final: false });
});

it('tells that the server is not there', async () => {
  const reason = await failureOf(() => Promise.reject(new TypeError('fetch failed')));
  expect(describeFailure(reason)).toMatchObject({ requestId: null, final: false });
  expect(describeFailure(reason).message).toContain('The server cannot be reached.');
});

it('does not blame the server for a mistake of the page', () => {
  expect(describeFailure(new Error('x is undefined')).message).toContain('Reload');
});
