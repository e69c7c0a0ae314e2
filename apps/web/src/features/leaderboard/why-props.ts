import type { Leaderboard, Why } from '@cellboard/contract';
import type { ReactNode } from 'react';
import type { BoardIntervals } from './intervals/board-intervals.ts';
import type { WhySearch } from './why-search.ts';

/** What the page of a number is drawn from. */
export interface WhyViewProps {
  readonly why: Why;
  readonly search: WhySearch;
  /** The board that the number stands on; undefined while it loads. */
  readonly board: Leaderboard | undefined;
  /** Of the metric of the number; null until they are known, and where there are none. */
  readonly intervals: BoardIntervals | null;
  readonly exposureReason: () => ReactNode;
}
