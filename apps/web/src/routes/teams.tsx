import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { AccountForm } from '../features/account/account-form.tsx';
import { failureOf } from '../features/account/refused.ts';
import { SignedIn } from './signed-in.tsx';

/** /me/teams: the teams of an account. */
export function TeamsPage(): ReactNode {
  return (
    <SignedIn title="Teams">
      {() => (
        <>
          <Mine />
          <Create />
        </>
      )}
    </SignedIn>
  );
}

function Mine(): ReactNode {
  const teams = useQuery(useTRPC().teams.mine.queryOptions());
  return (
    <section className="account-part">
      <h2>Your teams</h2>
      {teams.isError && <p role="alert">{failureOf(teams.error).message}</p>}
      {teams.data?.length === 0 && <p>You are in no team. Create one, or open the link of an invitation.</p>}
      <ul className="account-list">
        {teams.data?.map(({ id, name, role, memberCount }) => (
          <li key={id}>
            <div>
              <Link to="/me/teams/$team" params={{ team: id }}>
                {name}
              </Link>
              <p>
                You are {role === 'owner' ? 'an owner' : 'a member'} ·{' '}
                {memberCount === 1 ? '1 member' : `${String(memberCount)} members`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Create(): ReactNode {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <section className="account-part">
      <h2>Create a team</h2>
      <p>Members of a team share its models and submissions. Nobody else sees who is in it.</p>
      <AccountForm
        fields={[{ name: 'name', label: 'Name of the team', autoComplete: 'off' }]}
        action="Create the team"
        onSubmit={async ({ name = '' }) => {
          const { id } = await client.teams.create.mutate({ name });
          await queries.invalidateQueries();
          await navigate({ to: '/me/teams/$team', params: { team: id } });
        }}
      />
    </section>
  );
}
