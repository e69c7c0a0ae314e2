import { Link } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { AccountForm } from '../features/account/account-form.tsx';
import { fields } from '../features/account/fields.ts';
import { failureOf } from '../features/account/refused.ts';
import { PageHead } from '../ui/page-head.tsx';
import { DeadLink } from './dead-link.tsx';
import { linkSecret, useSignIn } from './use-account.ts';

/** /verify: where the link in the message leads. */
export function VerifyPage(): ReactNode {
  const client = useTRPCClient();
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
  if (purpose === 'email') return <ConfirmEmail token={token} email={email ?? ''} />;
  return <NewAccount {...{ token, email }} isFirst={purpose === 'first-admin'} />;
}

interface NewAccountProps {
  readonly token: string;
  /** Where the link was sent to; null for the first admin. */
  readonly email: string | null;
  readonly isFirst: boolean;
}

function NewAccount({ token, email, isFirst }: NewAccountProps): ReactNode {
  const client = useTRPCClient();
  const signIn = useSignIn();
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

/** For the link that confirms another e-mail address. A link alone changes nothing: programs that check mails open it. */
function ConfirmEmail({ token, email }: { readonly token: string; readonly email: string }): ReactNode {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const confirming = useMutation(
    trpc.registration.confirmEmail.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  );
  return (
    <div className="account-narrow">
      <PageHead title="Confirm your e-mail address">
        <p>
          {confirming.isSuccess ? 'From now on you sign in with ' : 'Your account gets the address '}
          <strong>{email}</strong>.
        </p>
      </PageHead>
      {confirming.isError && <p role="alert">{failureOf(confirming.error).message}</p>}
      {confirming.isSuccess ? (
        <Link to="/me/settings">Account settings</Link>
      ) : (
        <Button
          loading={confirming.isPending}
          onClick={() => {
            confirming.mutate({ token });
          }}
        >
          Use this address
        </Button>
      )}
    </div>
  );
}
