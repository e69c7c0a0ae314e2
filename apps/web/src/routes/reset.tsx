import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTRPCClient } from '../app/trpc.ts';
import { AccountForm } from '../features/account/account-form.tsx';
import { fields } from '../features/account/fields.ts';
import { PageHead } from '../ui/page-head.tsx';
import { CheckMail } from './check-mail.tsx';
import { linkSecret, useSignInAgain } from './use-account.ts';

/** /reset: asks for a link, and where that leads. */
export function ResetPage(): ReactNode {
  const [token] = useState(linkSecret);
  return token === '' ? <AskReset /> : <ChoosePassword token={token} />;
}

function AskReset(): ReactNode {
  const client = useTRPCClient();
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo !== undefined) return <CheckMail to={sentTo} what="within 30 minutes to choose a new password" />;
  return (
    <div className="account-narrow">
      <PageHead title="Reset your password">
        <p>Type the e-mail address of your account. We send a link to it.</p>
      </PageHead>
      <AccountForm
        fields={[fields.email]}
        action="Send me a link"
        onSubmit={async ({ email = '' }) => {
          await client.registration.askReset.mutate({ email });
          setSentTo(email);
        }}
      />
      <p className="account-links">
        <Link to="/sign-in">Back to signing in</Link>
      </p>
    </div>
  );
}

function ChoosePassword({ token }: { readonly token: string }): ReactNode {
  const client = useTRPCClient();
  const signIn = useSignInAgain();
  return (
    <div className="account-narrow">
      <PageHead title="Choose a new password">
        <p>You are signed out everywhere else.</p>
      </PageHead>
      <AccountForm
        fields={[fields.newPassword]}
        action="Set the password"
        onSubmit={async ({ password = '' }) => {
          const { email } = await client.registration.reset.mutate({ token, password });
          await signIn(email, password);
        }}
      />
    </div>
  );
}
