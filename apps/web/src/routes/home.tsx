import type { Task } from '@cellboard/contract';
import { lazyRouteComponent, Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BoardSkeleton } from '../features/leaderboard/board-skeleton.tsx';
import { soon, useBusy } from './use-busy.ts';
import { useTasks } from './use-lists.ts';

const LeaderboardsPage = lazyRouteComponent(() => import('./leaderboards.tsx'), 'LeaderboardsPage');

/** / leads to the most useful board, or shows what is being prepared while there is none. */
export function HomePage(): ReactNode {
  const { busy } = useBusy();
  const tasks = useTasks({ refetchInterval: busy ? soon : false });
  if (!tasks.data && !tasks.error) return <BoardSkeleton hasHead />;
  const task = mostUseful(tasks.data ?? []);
  if (!task) return <LeaderboardsPage />;
  return (
    <Navigate
      to="/leaderboards/$task/{-$dataset}"
      params={{ task: task.slug, dataset: undefined }}
      state={{ fromHome: true }}
      replace
    />
  );
}

/**
 * The newest task of real images that has results, else the demo.
 *
 * @param tasks real ones first, then by age
 */
export function mostUseful(tasks: readonly Task[]): Task | undefined {
  const real = tasks.filter(({ synthetic, candidateCount }) => !synthetic && candidateCount > 0);
  return real.at(-1) ?? tasks.find(({ synthetic, version }) => synthetic && version !== null);
}
