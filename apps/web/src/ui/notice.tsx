import { Button } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure } from '../app/failure.ts';

interface EmptyNoticeProps {
  readonly title: string;
  /** Why it is empty and what to do. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Shown when there is no content: why, and one thing to do. */
export function EmptyNotice({ title, children, action }: EmptyNoticeProps): ReactNode {
  return (
    <section className="notice">
      <IconInfoCircle size={28} stroke={1.5} aria-hidden />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </section>
  );
}

interface FailureNoticeProps {
  readonly title: string;
  readonly failure: Failure;
  readonly onRetry: () => void;
  /** Where else to go, when trying again cannot help. */
  readonly action?: ReactNode;
}

/** Shown when content did not load: what happened, the id of the request, and what to do. */
export function FailureNotice({ title, failure, onRetry, action }: FailureNoticeProps): ReactNode {
  return (
    <section className="notice" role="alert">
      <IconAlertTriangle size={28} stroke={1.5} aria-hidden />
      <h2>{title}</h2>
      <p>{failure.message}</p>
      {failure.requestId !== null && (
        <p className="notice-request">
          Request <code>{failure.requestId}</code>
        </p>
      )}
      {failure.final ? action : <RetryButton onRetry={onRetry} />}
    </section>
  );
}

interface StaleBannerProps {
  readonly failure: Failure;
  /** When what is shown was fetched, in milliseconds since 1970. */
  readonly since: number;
  readonly onRetry: () => void;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** Above content that could not be updated: how old it is and why. */
export function StaleBanner({ failure, since, onRetry }: StaleBannerProps): ReactNode {
  return (
    <div className="stale" role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <p>
        Shown as of {clock.format(since)}. {failure.message}
        {failure.requestId !== null && ` (request ${failure.requestId})`}
      </p>
      <RetryButton onRetry={onRetry} />
    </div>
  );
}

function RetryButton({ onRetry }: { readonly onRetry: () => void }): ReactNode {
  return (
    <Button variant="default" size="sm" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
      Try again
    </Button>
  );
}
