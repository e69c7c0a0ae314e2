import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTRPCClient } from '../app/trpc.ts';
import { AccountForm } from '../features/account/account-form.tsx';
import { fields } from '../features/account/fields.ts';
import { PageHead } from '../ui/page-head.tsx';
import { DeadLink } from './dead-link.tsx';
import { linkSecret, useSignIn } from './use-account.ts';

/** /verify: where the link in the message leads. */
export function VerifyPage(): ReactNode {
  const client = useTRPCClient();
  const signIn = useSignIn();
  const [token] = useState(linkSecret);
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: () => client.registration.check.mutate({ token }),
    ...{ enabled: token !== '', retry: false, staleTime: Infinity },
  });
  const again = <Link to="/register">Ask for a new message</Link>;
  if (token === '' || link.isError || link.data?.purpose === 'reset')
    return <DeadLink error={link.error} again={again} />;
  if (!link.data) return <PageHead title="Create your account" />;
  const { purpose, email } = link.data;
  const isFirst = purpose === 'first-admin';
  return (
    <div className="account-narrow">
      <PageHead title={isFirst ? 'Create the first admin' : 'Create your account'}>
        {email !== null && (
          <p>
            Your e-mail address is <strong>{email}</strong>.
          </p>
        )}
      </PageHead>
      <AccountForm
        fields={[...(isFirst ? [fields.email] : []), fields.handle, { ...fields.newPassword, label: 'Password' }]}
        action="Create the account"
        onSubmit={async ({ email: typed = '', handle = '', password = '' }) => {
          const own = isFirst ? { email: typed } : {};
          const opened = await client.registration.finish.mutate({ token, handle, password, ...own });
          await signIn(opened.email, password);
        }}
      >
        {/* Password managers keep a password under a name. */}
        {email !== null && (
          <input
            className="visually-hidden"
            type="text"
            name="username"
            autoComplete="username"
            value={email}
            readOnly
            tabIndex={-1}
            aria-hidden
          />
        )}
      </AccountForm>
    </div>
  );
}
