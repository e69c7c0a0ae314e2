import type { ReactNode } from 'react';
import { PageHead } from '../ui/page-head.tsx';

interface CheckMailProps {
  readonly to: string;
  /** What the link in the message is for. */
  readonly what: string;
}

/** After a message was asked for. It says the same whether the address has an account or not. */
export function CheckMail({ to, what }: CheckMailProps): ReactNode {
  return (
    <div className="account-narrow" role="status">
      <PageHead title="Check your e-mail">
        <p>
          We sent a message to <strong>{to}</strong>. Open its link {what}.
        </p>
        <p>Nothing after some minutes? Look among the spam, check the address, and try again.</p>
      </PageHead>
    </div>
  );
}
