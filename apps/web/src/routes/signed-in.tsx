import type { Account } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import '../features/account/account.css';
import { FailureNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

/** The pages of an account. */
function AccountNav({ role }: Pick<Account, 'role'>): ReactNode {
  return (
    <nav aria-label="Your account" className="account-nav">
      <Link to="/me/submissions">Submissions</Link>
      <Link to="/me/settings">Settings</Link>
      <Link to="/me/tokens">Tokens</Link>
      <Link to="/me/teams">Teams</Link>
      {role === 'admin' && <Link to="/admin/people">People</Link>}
      {role === 'admin' && <Link to="/admin/health">Health</Link>}
    </nav>
  );
}

interface SignedInProps {
  readonly title: string;
  readonly children: (account: Account) => ReactNode;
}

/** A page of an account's own; visitors are led to the sign-in, and from there back. */
export function SignedIn({ title, children }: SignedInProps): ReactNode {
  const me = useQuery(useTRPC().accounts.me.queryOptions());
  const { pathname } = useLocation();
  if (me.isError) {
    const failure = describeFailure(me.error);
    return <FailureNotice title="Your account did not load" failure={failure} onRetry={() => void me.refetch()} />;
  }
  return (
    <>
      <PageHead title={title}>
        {me.data && (
          <p>
            Signed in as <strong>{me.data.handle}</strong>
          </p>
        )}
        {me.data && <AccountNav role={me.data.role} />}
        {me.data === null && (
          <p>
            You are not signed in.{' '}
            <Link to="/sign-in" search={{ next: pathname }}>
              Sign in
            </Link>
          </p>
        )}
      </PageHead>
      {me.data && children(me.data)}
    </>
  );
}
