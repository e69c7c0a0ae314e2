import type { DatasetResult, LeaderboardRow } from '@cellboard/contract';
import type { ReactNode } from 'react';

/** How scores are drawn: with a bar, rescaled with a bar, or on a colour. */
export type Drawing = 'bars' | 'rescaled' | 'heat';

/** What a candidate declared of its training data; requested once the badge of a result is opened. */
export type ExposureReason = (row: LeaderboardRow, result: DatasetResult) => ReactNode;
