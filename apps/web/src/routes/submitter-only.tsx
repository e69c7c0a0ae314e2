import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import '../features/submit/submit.css';
import { FailureNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface SubmitterOnlyProps {
  readonly title: string;
  readonly children: () => ReactNode;
}

/** A step that needs an account: visitors are led to the sign-in, and from there back to what they typed. */
export function SubmitterOnly({ title, children }: SubmitterOnlyProps): ReactNode {
  const me = useQuery(useTRPC().accounts.me.queryOptions());
  const { href } = useLocation();
  if (me.isError)
    return (
      <FailureNotice
        title="Your account did not load"
        failure={describeFailure(me.error)}
        onRetry={() => void me.refetch()}
      />
    );
  return (
    <>
      <PageHead title={title}>
        {me.data === null && (
          <p>
            You need an account for this step.{' '}
            <Link to="/sign-in" search={{ next: href }}>
              Sign in
            </Link>{' '}
            or <Link to="/register">create an account</Link>.
          </p>
        )}
      </PageHead>
      {me.data && children()}
    </>
  );
}
