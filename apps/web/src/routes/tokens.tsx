import type { Account, CreatedToken, TokenScope } from '@cellboard/contract';
import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { AccountForm } from '../features/account/account-form.tsx';
import { failureOf } from '../features/account/refused.ts';
import { NewSecret, TokenList } from '../features/account/token-list.tsx';
import { SignedIn } from './signed-in.tsx';

const scopes: readonly { readonly value: TokenScope; readonly label: string; readonly roles: readonly string[] }[] = [
  { value: 'read', label: 'read: look at what you may see', roles: ['developer', 'curator', 'admin'] },
  { value: 'submit', label: 'submit: also models and predictions', roles: ['developer', 'curator', 'admin'] },
  { value: 'curate', label: 'curate: also datasets', roles: ['curator', 'admin'] },
  { value: 'admin', label: 'admin: everything but accounts’ own settings', roles: ['admin'] },
];

const ages = [7, 30, 90, 365];

/** /me/tokens: secrets for programs. */
export function TokensPage(): ReactNode {
  return (
    <SignedIn title="Tokens">
      {(account) => (
        <>
          <Create account={account} />
          <Existing />
        </>
      )}
    </SignedIn>
  );
}

function Create({ account: { role } }: { readonly account: Account }): ReactNode {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [made, setMade] = useState<CreatedToken>();
  return (
    <section className="account-part">
      <h2>Create a token</h2>
      <p>A token lets a program, such as the command line, act for you. Give it the narrowest scope that will do.</p>
      <AccountForm
        fields={[{ name: 'name', label: 'Name', autoComplete: 'off', hint: 'Where you use it, such as “lab server”.' }]}
        action="Create the token"
        onSubmit={async ({ name = '', scope = 'read', days = '30' }) => {
          const input = { name, scope: scope as TokenScope, days: Number(days) };
          setMade(await client.tokens.create.mutate(input));
          await queries.invalidateQueries();
        }}
      >
        <NativeSelect
          name="scope"
          label="Scope"
          data={scopes.filter(({ roles }) => roles.includes(role)).map(({ value, label }) => ({ value, label }))}
          defaultValue="submit"
        />
        <NativeSelect
          name="days"
          label="Works for"
          data={ages.map((days) => ({ value: String(days), label: `${String(days)} days` }))}
          defaultValue="90"
        />
      </AccountForm>
      {made && <NewSecret token={made} />}
    </section>
  );
}

function Existing(): ReactNode {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const tokens = useQuery(trpc.tokens.list.queryOptions());
  const revoking = useMutation(trpc.tokens.revoke.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const error: unknown = tokens.error ?? revoking.error;
  return (
    <section className="account-part">
      <h2>Your tokens</h2>
      {error != null && <p role="alert">{failureOf(error).message}</p>}
      {tokens.data && (
        <TokenList
          tokens={tokens.data}
          onRevoke={(token) => {
            revoking.mutate({ token });
          }}
        />
      )}
    </section>
  );
}
