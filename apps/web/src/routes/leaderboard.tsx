import type { Leaderboard } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { useActivity, type Activity } from './use-activity.ts';
import { useBoard } from './use-board.ts';
import { spokenProgress } from '../features/activity/activity-words.ts';
import { DemoProgress } from '../features/activity/demo-progress.tsx';
import { RejectedList } from '../features/activity/rejected-list.tsx';
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
  const activity = useActivity(task);
  const { shown, rejected, since, failure, retry } = useBoard({ task, aggregation }, activity);
  return (
    <>
      <Head task={task} board={shown} />
      <DemoProgress status={activity.status} />
      <p className="visually-hidden" role="status">
        {spokenProgress(activity.unfinished)}
      </p>
      {shown && failure && <StaleBanner failure={failure} since={since} onRetry={retry} />}
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
      <RejectedList submissions={rejected} />
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
