import type { Account, Team } from '@cellboard/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { AccountForm } from '../features/account/account-form.tsx';
import { ConfirmButton } from '../features/account/confirm-button.tsx';
import { dayOf } from '../features/account/day-of.ts';
import { fields } from '../features/account/fields.ts';
import { MemberList } from '../features/account/member-list.tsx';
import { failureOf } from '../features/account/refused.ts';
import { SignedIn } from './signed-in.tsx';

const route = getRouteApi('/me/teams/$team');

/** /me/teams/:team: who is in a team, and what it has. */
export function TeamPage(): ReactNode {
  const { team: id } = route.useParams();
  const team = useQuery({ ...useTRPC().teams.get.queryOptions({ team: id }), retry: false });
  return (
    <SignedIn title={team.data?.name ?? 'Team'}>
      {(account) => (
        <>
          {team.isError && <p role="alert">{failureOf(team.error).message}</p>}
          {team.data && <Parts account={account} team={team.data} />}
        </>
      )}
    </SignedIn>
  );
}

interface PartProps {
  readonly team: Team;
}

function Parts({ account, team }: PartProps & { readonly account: Account }): ReactNode {
  const leads = team.role === 'owner' || account.role === 'admin';
  return (
    <>
      <Members {...{ account, team, leads }} />
      {leads && <Invitations team={team} />}
      <Models team={team} />
      {leads && <Rename team={team} />}
      {team.role !== null && <Leave team={team} />}
    </>
  );
}

/** Shows what a change answered at once. */
function useShow(): (team: Team) => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async (team) => {
    queries.setQueryData(trpc.teams.get.queryKey({ team: team.id }), team);
    await queries.invalidateQueries({ queryKey: trpc.teams.mine.queryKey() });
  };
}

function Members({ account, team, leads }: PartProps & { account: Account; leads: boolean }): ReactNode {
  const trpc = useTRPC();
  const onSuccess = useShow();
  const changing = useMutation(trpc.teams.setRole.mutationOptions({ onSuccess }));
  const removing = useMutation(trpc.teams.removeMember.mutationOptions({ onSuccess }));
  const error: unknown = changing.error ?? removing.error;
  return (
    <section className="account-part">
      <h2>Members</h2>
      <p>Every member may change the team’s models and submissions. Owners also invite and remove members.</p>
      {error != null && <p role="alert">{failureOf(error).message}</p>}
      <MemberList
        {...{ members: team.members, me: account.handle, leads }}
        onRole={(handle, role) => {
          changing.mutate({ team: team.id, handle, role });
        }}
        onRemove={(handle) => {
          removing.mutate({ team: team.id, handle });
        }}
      />
    </section>
  );
}

function Invitations({ team }: PartProps): ReactNode {
  const client = useTRPCClient();
  const show = useShow();
  const revoking = useMutation(useTRPC().invitations.revoke.mutationOptions({ onSuccess: show }));
  return (
    <section className="account-part">
      <h2>Invitations</h2>
      <p>We mail a link that works once, within 7 days. Anyone who opens it can join.</p>
      <AccountForm
        fields={[{ ...fields.email, autoComplete: 'off' }]}
        action="Send the invitation"
        done="The invitation is sent."
        onSubmit={async ({ email = '' }) => show(await client.invitations.invite.mutate({ team: team.id, email }))}
      />
      {revoking.isError && <p role="alert">{failureOf(revoking.error).message}</p>}
      <ul className="account-list">
        {team.invitations.map(({ id, email, expiresAt }) => (
          <li key={id}>
            <div>
              <strong>{email}</strong>
              <p>Works until {dayOf(expiresAt)}</p>
            </div>
            <ConfirmButton
              action="Withdraw"
              label={`Withdraw the invitation to ${email}`}
              sure="Yes, withdraw it"
              onConfirm={() => {
                revoking.mutate({ team: team.id, invitation: id });
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Models({ team }: PartProps): ReactNode {
  const client = useTRPCClient();
  const queries = useQueryClient();
  return (
    <section className="account-part">
      <h2>Models</h2>
      {team.models.length === 0 && <p>This team has no models yet.</p>}
      <ul className="account-list">
        {team.models.map(({ slug, name }) => (
          <li key={slug}>
            <Link to="/models/$model/{-$candidate}" params={{ model: slug }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <p>
        Give one of your models to the team with the form below, or submit a new one with{' '}
        <code>cellboard predictions add --team</code>.
      </p>
      <AccountForm
        fields={[
          {
            name: 'model',
            label: 'Model',
            autoComplete: 'off',
            hint: 'The last part of its address, such as “my-model”.',
          },
          { name: 'reason', label: 'Reason', autoComplete: 'off', hint: 'For the log of changes.' },
        ]}
        action="Give the model to the team"
        done="The model belongs to the team now."
        onSubmit={async ({ model = '', reason = '' }) => {
          await client.models.assign.mutate({ model, team: team.id, reason });
          await queries.invalidateQueries();
        }}
      />
    </section>
  );
}

function Rename({ team }: PartProps): ReactNode {
  const client = useTRPCClient();
  const show = useShow();
  return (
    <section className="account-part">
      <h2>Name</h2>
      <AccountForm
        fields={[{ name: 'name', label: 'Name of the team', autoComplete: 'off', value: team.name }]}
        action="Save the name"
        done="The name is saved."
        onSubmit={async ({ name = '' }) => show(await client.teams.rename.mutate({ team: team.id, name }))}
      />
    </section>
  );
}

function Leave({ team }: PartProps): ReactNode {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leaving = useMutation(
    useTRPC().teams.leave.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/me/teams' });
        await queries.invalidateQueries();
      },
    }),
  );
  return (
    <section className="account-part">
      <h2>Leave the team</h2>
      <p>You can then no longer change its models and submissions. An owner can invite you again.</p>
      {leaving.isError && <p role="alert">{failureOf(leaving.error).message}</p>}
      <ConfirmButton
        action="Leave the team"
        sure={`Yes, leave ${team.name}`}
        loading={leaving.isPending}
        onConfirm={() => {
          leaving.mutate({ team: team.id });
        }}
      />
    </section>
  );
}
