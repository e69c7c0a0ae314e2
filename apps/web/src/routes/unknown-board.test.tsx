import type { AppRouter } from '@cellboard/contract/router';
import { QueryClientProvider } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { createTRPCClient, httpLink } from '@trpc/client';
import { createQueryClient } from '../app/query-client.ts';
import { TRPCProvider } from '../app/trpc.ts';
import { aDataset, someFacts } from '../testing/catalogue-samples.ts';
import { aTask } from '../testing/samples.ts';
import { show } from '../testing/show.tsx';
import { UnknownBoard, UnknownBoardAnswer } from './unknown-board.tsx';

const tasks = [aTask('nuclei'), aTask('cells', { object: 'cell' })];
const ctc = aDataset('ctc', {
  facts: someFacts({
    objects: ['cell', 'nucleus'],
    commands: ['npx cellboard import ctc CTC/ --object nucleus', 'npx cellboard import ctc CTC/'],
  }),
});

const showAnswer = (task: string, dataset?: string) =>
  show(<UnknownBoardAnswer {...{ task, dataset, tasks }} page="leaderboards" datasets={[ctc]} />);
const commands = () => [...document.querySelectorAll('pre')].map(({ textContent }) => textContent);

it.each([
  ['cells', 'npx cellboard import ctc CTC/'],
  ['nuclei', 'npx cellboard import ctc CTC/ --object nucleus'],
])('a board of %s that lacks images says what would open it', (task, command) => {
  showAnswer(task, 'ctc');
  expect(screen.getByRole('heading', { level: 1, name: 'ctc is not imported yet' })).toBeTruthy();
  expect(commands()).toEqual([command]);
});

it('a name that nobody knows has no board', () => {
  showAnswer('nuclei', 'nobodys');
  expect(screen.getByRole('heading', { level: 1, name: 'No such leaderboard' })).toBeTruthy();
  expect(commands()).toEqual([]);
});

it('says nothing before both lists are there', async () => {
  let list = (): void => undefined;
  const listed = new Promise<void>((resolve) => {
    list = resolve;
  });
  const answer = (items: readonly unknown[]) => ({ result: { data: { items, next: null } } });
  const trpcClient = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: 'http://localhost/trpc',
        // The server at the other end: tasks at once, datasets when the test says so.
        fetch: async (address) => {
          const isTasks = (typeof address === 'object' && 'url' in address ? address.url : address.toString()).includes(
            'tasks.list',
          );
          if (!isTasks) await listed;
          const body = answer(isTasks ? tasks : [ctc]);
          return { ok: true, status: 200, json: () => Promise.resolve(body) } as unknown as Response;
        },
      }),
    ],
  });
  const queryClient = createQueryClient();
  show(
    <QueryClientProvider client={queryClient}>
      <TRPCProvider {...{ trpcClient, queryClient }}>
        <UnknownBoard task="cells" dataset="ctc" page="leaderboards" />
      </TRPCProvider>
    </QueryClientProvider>,
  );
  await waitFor(() => {
    expect(queryClient.isFetching()).toBe(1);
  });
  expect(screen.getByText('Loading the leaderboard …')).toBeTruthy();
  expect(screen.queryByRole('heading')).toBeNull();
  list();
  expect(await screen.findByRole('heading', { level: 1, name: 'ctc is not imported yet' })).toBeTruthy();
});
