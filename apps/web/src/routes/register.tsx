import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTRPCClient } from '../app/trpc.ts';
import { AccountForm } from '../features/account/account-form.tsx';
import { fields } from '../features/account/fields.ts';
import { PageHead } from '../ui/page-head.tsx';
import { CheckMail } from './check-mail.tsx';

/** /register: asks for the address that the link is sent to. */
export function RegisterPage(): ReactNode {
  const client = useTRPCClient();
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo !== undefined) return <CheckMail to={sentTo} what="to choose a user name and a password" />;
  return (
    <div className="account-narrow">
      <PageHead title="Create an account">
        <p>With an account you can submit models. You need none to look at anything.</p>
      </PageHead>
      <AccountForm
        fields={[{ ...fields.email, hint: 'We send a link to it. Other people never see it.' }]}
        action="Send me a link"
        onSubmit={async ({ email = '' }) => {
          await client.registration.ask.mutate({ email });
          setSentTo(email);
        }}
      />
      <p className="account-links">
        <Link to="/sign-in">Sign in to an account you have</Link>
      </p>
    </div>
  );
}
