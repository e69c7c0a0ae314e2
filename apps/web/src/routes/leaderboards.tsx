import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useActivity } from './use-activity.ts';
import { useTRPC } from '../app/trpc.ts';
import { DemoProgress } from '../features/activity/demo-progress.tsx';
import { TaskCards, TaskCardsSkeleton } from '../features/tasks/task-cards.tsx';
import { EmptyNotice, FailureNotice, StaleBanner } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

/** / shows the board of the first task, or what is on its way while there is none. */
export function HomePage(): ReactNode {
  const { tasks } = useTasks();
  const first = tasks.data?.[0];
  return first ? <Navigate to="/leaderboards/$task" params={{ task: first.slug }} replace /> : <LeaderboardsPage />;
}

/** /leaderboards: one card a task. */
export function LeaderboardsPage(): ReactNode {
  const { tasks, activity } = useTasks();
  const retry = (): void => void tasks.refetch();
  return (
    <>
      <PageHead title="Leaderboards">
        <p>A task is a set of images with one question. Choose one to see which model answers it best.</p>
      </PageHead>
      <DemoProgress status={activity.status} />
      {tasks.data && tasks.error && (
        <StaleBanner failure={describeFailure(tasks.error)} since={tasks.dataUpdatedAt} onRetry={retry} />
      )}
      {tasks.data ? (
        tasks.data.length > 0 ? (
          <TaskCards tasks={tasks.data} />
        ) : (
          <NoTask busy={activity.busy} />
        )
      ) : tasks.error ? (
        <FailureNotice title="The tasks could not be loaded" failure={describeFailure(tasks.error)} onRetry={retry} />
      ) : (
        <TaskCardsSkeleton />
      )}
    </>
  );
}

function NoTask({ busy }: { readonly busy: boolean }): ReactNode {
  return busy ? (
    <EmptyNotice title="The first task is being prepared">
      Its images are being made right now. The board appears here by itself in a few seconds.
    </EmptyNotice>
  ) : (
    <EmptyNotice title="There is no task yet">
      Import a folder of images with <code>cellboard import folder</code>; its task then appears here.
    </EmptyNotice>
  );
}

function useTasks() {
  const trpc = useTRPC();
  const activity = useActivity();
  const tasks = useQuery(trpc.tasks.list.queryOptions(undefined, { refetchInterval: activity.busy ? 1000 : 15_000 }));
  return { tasks, activity };
}
