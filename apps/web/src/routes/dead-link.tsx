import type { ReactNode } from 'react';
import { failureOf } from '../features/account/refused.ts';
import { PageHead } from '../ui/page-head.tsx';

interface DeadLinkProps {
  /** What the server said; null where the address has no link in it. */
  readonly error: unknown;
  /** Where to get another one. */
  readonly again: ReactNode;
}

/** Instead of a form whose link does not work. */
export function DeadLink({ error, again }: DeadLinkProps): ReactNode {
  const words =
    error == null
      ? 'This address has no link in it, or only a part. Open the whole link of the message.'
      : failureOf(error).message;
  return (
    <div className="account-narrow" role="alert">
      <PageHead title="This link does not work">
        <p>{words}</p>
        <p>{again}</p>
      </PageHead>
    </div>
  );
}
