import { invariantWords, type InvariantReport } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { dayOf } from '../features/account/day-of.ts';
import { Loaded } from '../ui/loaded.tsx';
import { SignedIn } from './signed-in.tsx';

/** The site itself checks as often. */
const ASK_MS = 60_000;

/** /admin/health: what must never be and is, for admins. */
export function HealthPage(): ReactNode {
  return (
    <SignedIn title="Health">
      {({ role }) => (role === 'admin' ? <Health /> : <p role="alert">Only admins see this page.</p>)}
    </SignedIn>
  );
}

function Health(): ReactNode {
  const report = useQuery(useTRPC().system.invariants.queryOptions(undefined, { refetchInterval: ASK_MS }));
  return (
    <Loaded query={report} failed="The checks did not load" waiting={null}>
      {(found) => <Report report={found} />}
    </Loaded>
  );
}

function Report({ report: { checkedAt, broken } }: { readonly report: InvariantReport }): ReactNode {
  return (
    <section className="account-part" aria-label="Checks">
      <h2>Checks</h2>
      <p role="status">
        {broken.length === 0
          ? 'Everything is as it should be.'
          : `${String(broken.length)} things are not as they should be.`}{' '}
        Checked {dayOf(checkedAt)}.
      </p>
      <ul className="account-list">
        {broken.map(({ invariant, object, subject, since }) => (
          <li key={`${invariant} ${subject}`}>
            <div>
              <strong>{invariantWords[invariant]}</strong>
              <p>
                {object} <code>{subject}</code>
                {since !== null && `, since ${dayOf(since)}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
