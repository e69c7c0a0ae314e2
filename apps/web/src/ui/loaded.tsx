import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { FailureNotice, StaleBanner } from './notice.tsx';

/** The part of a query that is needed here. */
export interface Loading<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly dataUpdatedAt: number;
  readonly refetch: () => unknown;
}

interface LoadedProps<T> {
  readonly query: Loading<T>;
  /** What cannot be done without it. */
  readonly failed: string;
  /** Shown while it loads. */
  readonly waiting: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** What a query brings; its outline before, the reason where it failed, and a banner where it is old. */
export function Loaded<T>({ query, failed, waiting, children }: LoadedProps<T>): ReactNode {
  const { data, error, dataUpdatedAt } = query;
  const retry = (): void => void query.refetch();
  const failure = error == null ? null : describeFailure(error);
  if (data === undefined) return failure ? <FailureNotice title={failed} failure={failure} onRetry={retry} /> : waiting;
  return (
    <>
      {failure && <StaleBanner failure={failure} since={dataUpdatedAt} onRetry={retry} />}
      {children(data)}
    </>
  );
}
