import type { ImagesPage, Task } from '@cellboard/contract';
import { useQueries } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { DemoProgress } from '../features/activity/demo-progress.tsx';
import { previewed } from '../features/tasks/board-card.tsx';
import { boardKinds, type BoardKind, type ListedBoard } from '../features/tasks/board-filter.ts';
import { BoardList } from '../features/tasks/board-list.tsx';
import { BoardsSearch } from '../features/tasks/boards-search.ts';
import { CardsSkeleton } from '../ui/cards.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { EmptyNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Term } from '../ui/term.tsx';
import { soon, useBusy } from './use-busy.ts';
import { useDatasets, useTasks } from './use-lists.ts';

/** /leaderboards: a card for each board. */
export function LeaderboardsPage(): ReactNode {
  const { status, busy } = useBusy();
  const tasks = useTasks({ refetchInterval: busy ? soon : false });
  return (
    <>
      <PageHead title="Leaderboards">
        <p>
          Each leaderboard ranks models on one set of images. Choose the one closest to yours. Most rank by{' '}
          <Term name="f1">F1</Term>.{' '}
          <Link to="/tasks/{-$task}" params={{ task: undefined }}>
            Tasks
          </Link>{' '}
          show the same images as experts and each model outlined them.
        </p>
      </PageHead>
      <DemoProgress demo={status?.demo} />
      <Loaded
        query={tasks}
        failed="The leaderboards could not be loaded"
        waiting={<CardsSkeleton loading="Loading the leaderboards …" />}
      >
        {(list) => (list.length > 0 ? <Boards tasks={list} busy={busy} /> : <NoTask busy={busy} />)}
      </Loaded>
    </>
  );
}

interface BoardsProps {
  readonly tasks: readonly Task[];
  readonly busy: boolean;
}

function Boards({ tasks, busy }: BoardsProps): ReactNode {
  // The home page shows this list, too, while there is no board to lead to.
  const search = BoardsSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const boards = useListedBoards(tasks, busy);
  const change = (next: Partial<BoardsSearch>): void => {
    // Typing would fill the history with single letters.
    void navigate({ to: '/leaderboards', search: { ...search, ...next }, replace: 'q' in next, resetScroll: false });
  };
  const datasets = useDatasets().data ?? [];
  return <BoardList {...{ tasks, datasets, boards, search }} onChange={change} />;
}

/** The boards of all tasks; one request a task tells who leads on each of its datasets. */
function useListedBoards(tasks: readonly Task[], busy: boolean): ListedBoard[] {
  const trpc = useTRPC();
  const open = tasks.filter(({ datasets }) => datasets.length > 0);
  const refetchInterval = busy ? soon : false;
  const leaderboards = useQueries({
    queries: open.map(({ slug }) =>
      trpc.leaderboard.get.queryOptions({ task: slug, metrics: [] }, { refetchInterval }),
    ),
  });
  const places = open.flatMap((task) => task.datasets.map((dataset) => ({ task, dataset })));
  const pages = useQueries({
    queries: places.map(({ task, dataset }) =>
      trpc.images.list.queryOptions({ task: task.slug, dataset: dataset.slug, limit: previewed }),
    ),
  });
  return open.flatMap((task, i) => {
    const leaderboard = leaderboards[i]?.data;
    const own: ListedBoard[] = places.flatMap(({ task: of, dataset }, n) => {
      const page = pages[n]?.data;
      const modalities = page?.modalities.map(({ modality }) => modality) ?? [];
      return of === task ? [{ task, dataset, leaderboard, images: page?.items, modalities, kinds: kindsOf(page) }] : [];
    });
    return own.length > 1 ? [together(own), ...own] : own;
  });
}

function kindsOf(page: ImagesPage | undefined): ListedBoard['kinds'] {
  const facets = page?.facets ?? [];
  return kindsBy((kind) => facets.filter(({ facet }) => facet === kind).map(({ value }) => value));
}

function kindsBy(valuesOf: (kind: BoardKind) => readonly string[]): ListedBoard['kinds'] {
  const entries = boardKinds.map((kind) => [kind, [...new Set(valuesOf(kind))]] as const);
  return Object.fromEntries(entries) as Record<BoardKind, string[]>;
}

/** All datasets of a task together, shown by an image of each in turn. */
function together(boards: readonly ListedBoard[]): ListedBoard {
  const [first] = boards;
  if (!first) throw new Error('A task needs a board.');
  const isWaiting = boards.some(({ images }) => images === undefined);
  const rounds = Array.from({ length: previewed }, (_, round) => boards.flatMap(({ images }) => images?.[round] ?? []));
  return {
    ...first,
    dataset: null,
    images: isWaiting ? undefined : rounds.flat(),
    modalities: [...new Set(boards.flatMap(({ modalities }) => modalities))],
    kinds: kindsBy((kind) => boards.flatMap(({ kinds }) => kinds[kind])),
  };
}

function NoTask({ busy }: { readonly busy: boolean }): ReactNode {
  return busy ? (
    <EmptyNotice title="The first leaderboard is being prepared">
      Its images are being made right now. It appears here in a few seconds.
    </EmptyNotice>
  ) : (
    <EmptyNotice title="There are no leaderboards yet" action={<Link to="/datasets">How to import a dataset</Link>}>
      A leaderboard opens once a dataset is imported.
    </EmptyNotice>
  );
}
