import type { Leaderboard } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { useActivity, type Activity } from './use-activity.ts';
import { spokenProgress } from '../features/activity/activity-words.ts';
import { DemoProgress } from '../features/activity/demo-progress.tsx';
import { BoardSkeleton } from '../features/leaderboard/board-skeleton.tsx';
import { BoardView } from '../features/leaderboard/board-view.tsx';
import type { LeaderboardSearch } from '../features/leaderboard/leaderboard-search.ts';
import { taskFacts } from '../features/tasks/task-facts.ts';
import { TaskSelect } from '../features/tasks/task-select.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { FailureNotice, StaleBanner } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { saveFile } from '../ui/save-file.ts';

const route = getRouteApi('/leaderboards/$task');

/** /leaderboards/:task */
export function LeaderboardPage(): ReactNode {
  const { task } = route.useParams();
  const { aggregation } = route.useSearch();
  const trpc = useTRPC();
  const activity = useActivity(task);
  const board = useQuery(
    trpc.leaderboard.get.queryOptions(
      { task, aggregation },
      {
        // Switching between mean and pooled keeps the table in place; another task starts with its own outline.
        placeholderData: (previous) => (previous?.task.slug === task ? previous : undefined),
        refetchInterval: activity.busy ? 2_000 : false,
      },
    ),
  );
  const { refetch } = board;
  useWhenFinished(activity, () => void refetch());

  const retry = (): void => void refetch();
  const failure = board.error && describeFailure(board.error);
  const shown = failure?.final ? undefined : board.data;
  return (
    <>
      <Head task={task} board={shown} />
      <DemoProgress status={activity.status} />
      <p className="visually-hidden" role="status">
        {spokenProgress(activity.unfinished)}
      </p>
      {shown && failure && <StaleBanner failure={failure} since={board.dataUpdatedAt} onRetry={retry} />}
      {shown ? (
        <Board board={shown} activity={activity} />
      ) : failure ? (
        <FailureNotice
          title="This leaderboard cannot be shown"
          failure={failure}
          onRetry={retry}
          action={<Link to="/leaderboards">All leaderboards</Link>}
        />
      ) : (
        <BoardSkeleton />
      )}
    </>
  );
}

function Head({ task, board }: { readonly task: string; readonly board: Leaderboard | undefined }): ReactNode {
  const trpc = useTRPC();
  const tasks = useQuery(trpc.tasks.list.queryOptions());
  const navigate = route.useNavigate();
  const known = board?.task ?? tasks.data?.find(({ slug }) => slug === task);
  const choose = (chosen: string): void => void navigate({ params: { task: chosen }, search: (search) => search });
  return (
    <PageHead
      title={known?.name ?? 'Leaderboard'}
      aside={
        <div className="page-head-aside">
          <TaskSelect tasks={tasks.data ?? []} value={task} onChange={choose} />
          <CopyLinkButton />
        </div>
      }
    >
      <p className="page-head-facts">{known ? taskFacts(known) : '\u00A0'}</p>
      {known && known.description !== '' && <p>{known.description}</p>}
    </PageHead>
  );
}

function Board({ board, activity }: { readonly board: Leaderboard; readonly activity: Activity }): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<LeaderboardSearch>): void => {
    // Typing would fill the history with single letters.
    void navigate({ search: (now) => ({ ...now, ...next }), replace: 'q' in next, resetScroll: false });
  };
  return (
    <BoardView
      board={board}
      search={search}
      address={window.location.href}
      pending={activity.unfinished}
      onChange={change}
      onSave={saveFile}
    />
  );
}

/** Calls back when an evaluation has left the list of unfinished ones, or when nothing runs any more. */
function useWhenFinished({ unfinished, busy }: Activity, then: () => void): void {
  const before = useRef<{ ids: readonly string[]; busy: boolean }>({ ids: [], busy: false });
  useEffect(() => {
    const ids = unfinished.map(({ id }) => id);
    const finished = before.current.ids.some((id) => !ids.some((other) => other === id));
    if (finished || (before.current.busy && !busy)) then();
    before.current = { ids, busy };
  });
}
