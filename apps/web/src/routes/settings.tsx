import type { Account } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { AccountForm } from '../features/account/account-form.tsx';
import { fields } from '../features/account/fields.ts';
import { failureOf, signOut } from '../features/account/refused.ts';
import { SessionList } from '../features/account/session-list.tsx';
import { saveFile } from '../ui/save-file.ts';
import { NotificationsPart } from './notifications.tsx';
import { PasskeysPart } from './passkeys.tsx';
import { SecondFactorPart } from './second-factor.tsx';
import { SignedIn } from './signed-in.tsx';
import { useSignInAgain } from './use-account.ts';

/** /me/settings: what an account sees and changes of itself. */
export function SettingsPage(): ReactNode {
  return (
    <SignedIn title="Account settings">
      {(account) => (
        <>
          <Leave />
          <Name account={account} />
          <Address account={account} />
          <NewPassword account={account} />
          <NotificationsPart />
          <SecondFactorPart />
          <PasskeysPart />
          <SessionsPart />
          <Data account={account} />
          <Remove />
        </>
      )}
    </SignedIn>
  );
}

/** Goes to the home page as a visitor. */
function useLeave(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await navigate({ to: '/sign-in' });
    await queries.resetQueries();
  };
}

function Leave(): ReactNode {
  const leave = useLeave();
  const leaving = useMutation({ mutationFn: signOut, onSuccess: leave });
  return (
    <p className="account-links">
      <Button
        variant="default"
        size="sm"
        loading={leaving.isPending}
        onClick={() => {
          leaving.mutate();
        }}
      >
        Sign out
      </Button>
      {leaving.isError && <span role="alert">{failureOf(leaving.error).message}</span>}
    </p>
  );
}

function Name({ account }: { readonly account: Account }): ReactNode {
  const client = useTRPCClient();
  const queries = useQueryClient();
  return (
    <section className="account-part">
      <h2>Name</h2>
      <p>Models that you submit are credited to this name.</p>
      <AccountForm
        fields={[{ name: 'handle', label: 'Name', autoComplete: 'name', value: account.name }]}
        action="Save the name"
        done="The name is saved."
        onSubmit={async ({ handle = '' }) => {
          await client.accounts.rename.mutate({ name: handle });
          await queries.invalidateQueries();
        }}
      />
    </section>
  );
}

function Address({ account: { email } }: { readonly account: Account }): ReactNode {
  const client = useTRPCClient();
  return (
    <section className="account-part">
      <h2>E-mail address</h2>
      <p>
        You sign in with <strong>{email}</strong>. To change it, open the link that we mail to the new address.
      </p>
      <AccountForm
        fields={[{ ...fields.email, label: 'New e-mail address', autoComplete: 'email' }, fields.current]}
        action="Mail me the link"
        done="We mailed a link to the new address. It works for 1 hour."
        onSubmit={({ email: next = '', current = '' }) => client.accounts.changeEmail.mutate({ email: next, current })}
      />
    </section>
  );
}

function NewPassword({ account }: { readonly account: Account }): ReactNode {
  const client = useTRPCClient();
  const signInAgain = useSignInAgain();
  return (
    <section className="account-part">
      <h2>Password</h2>
      <p>When you change it, you are signed out everywhere else.</p>
      <AccountForm
        fields={[fields.current, fields.newPassword]}
        action="Change the password"
        done="The password is changed."
        onSubmit={async ({ current = '', password = '' }) => {
          await client.accounts.changePassword.mutate({ current, password });
          await signInAgain(account.email, password);
        }}
      />
    </section>
  );
}

function SessionsPart(): ReactNode {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const leave = useLeave();
  const sessions = useQuery(trpc.accounts.sessions.queryOptions());
  const refresh = () => queries.invalidateQueries();
  const ending = useMutation(trpc.accounts.endSession.mutationOptions({ onSuccess: refresh }));
  const endingAll = useMutation(trpc.accounts.endSessions.mutationOptions({ onSuccess: leave }));
  const endingOthers = useMutation(trpc.accounts.endOtherSessions.mutationOptions({ onSuccess: refresh }));
  const error: unknown = sessions.error ?? ending.error ?? endingOthers.error ?? endingAll.error;
  return (
    <section className="account-part">
      <h2>Where you are signed in</h2>
      {error != null && <p role="alert">{failureOf(error).message}</p>}
      <SessionList
        sessions={sessions.data ?? []}
        onEnd={(session) => {
          ending.mutate({ session });
        }}
      />
      <p className="account-links">
        {(sessions.data?.length ?? 0) > 1 && (
          <Button
            variant="default"
            size="sm"
            loading={endingOthers.isPending}
            onClick={() => {
              endingOthers.mutate();
            }}
          >
            Sign out everywhere else
          </Button>
        )}
        <Button
          variant="default"
          size="sm"
          loading={endingAll.isPending}
          onClick={() => {
            endingAll.mutate();
          }}
        >
          Sign out everywhere
        </Button>
      </p>
    </section>
  );
}

function Data({ account }: { readonly account: Account }): ReactNode {
  const client = useTRPCClient();
  const saving = useMutation({
    mutationFn: () => client.accounts.export.query(),
    onSuccess: (data) => {
      saveFile(`cellboard-${account.handle}.json`, 'application/json', `${JSON.stringify(data, null, 2)}\n`);
    },
  });
  return (
    <section className="account-part">
      <h2>Your data</h2>
      <p>Everything that this site keeps of your account, as a JSON file.</p>
      <p>
        For 30 days after you sign in, the site keeps the network address and marks the browser by a cookie. Admins see
        which accounts sign in from the same places, because each person may have one account.
      </p>
      {saving.isError && <p role="alert">{failureOf(saving.error).message}</p>}
      <Button
        variant="default"
        size="sm"
        loading={saving.isPending}
        onClick={() => {
          saving.mutate();
        }}
      >
        Export my data
      </Button>
    </section>
  );
}

function Remove(): ReactNode {
  const client = useTRPCClient();
  const leave = useLeave();
  return (
    <section className="account-part">
      <h2>Delete the account</h2>
      <p>
        Your e-mail address, name, password and tokens are deleted at once. Models and results that you published stay,
        without your name. This cannot be undone.
      </p>
      <AccountForm
        danger
        fields={[fields.current]}
        action="Delete my account"
        onSubmit={async ({ current = '' }) => {
          await client.accounts.remove.mutate({ password: current });
          await leave();
        }}
      />
    </section>
  );
}
