import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import './board-table.css';

const rows = Array.from({ length: 7 }, (_, i) => i);

interface BoardSkeletonProps {
  /** Whether the place of the heading is drawn, too. */
  readonly hasHead?: boolean;
}

/** The outline of a board that is loading, as large as the board will be. */
export function BoardSkeleton({ hasHead = false }: BoardSkeletonProps): ReactNode {
  return (
    <div aria-busy="true">
      <p className="visually-hidden" role="status">
        Loading the leaderboard …
      </p>
      {hasHead && <div className="board-skeleton-head" />}
      <div className="toolbar board-skeleton-toolbar" />
      <div className="board-scroll">
        {rows.map((row) => (
          <div key={row} className="board-skeleton-row">
            <Skeleton height={14} width="18%" />
            <Skeleton height={14} width="8%" />
            <Skeleton height={14} width="60%" />
          </div>
        ))}
      </div>
    </div>
  );
}
