import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { failureOf } from '../features/account/refused.ts';
import { DeadLink } from './dead-link.tsx';
import { SignedIn } from './signed-in.tsx';
import { linkSecret } from './use-account.ts';

const KEY = 'cellboard-invitation';

/** The secret of the link that led here; kept in this tab alone while somebody signs in. */
function keptSecret(): string {
  const secret = linkSecret() || (window.sessionStorage.getItem(KEY) ?? '');
  if (secret !== '') window.sessionStorage.setItem(KEY, secret);
  return secret;
}

/** /me/teams/join: where the link of an invitation leads. */
export function JoinTeamPage(): ReactNode {
  const [token] = useState(keptSecret);
  return <SignedIn title="Join a team">{() => <Invitation token={token} />}</SignedIn>;
}

function Invitation({ token }: { readonly token: string }): ReactNode {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => client.invitations.check.mutate({ token }),
    ...{ enabled: token !== '', retry: false, staleTime: Infinity },
  });
  const joining = useMutation(
    trpc.invitations.accept.mutationOptions({
      onSuccess: async ({ id }) => {
        window.sessionStorage.removeItem(KEY);
        await navigate({ to: '/me/teams/$team', params: { team: id } });
        await queries.invalidateQueries({ queryKey: trpc.teams.pathKey() });
      },
    }),
  );
  if (token === '' || invitation.isError)
    return <DeadLink error={invitation.error} again={<Link to="/me/teams">Your teams</Link>} />;
  if (!invitation.data) return null;
  const { name, invitedBy } = invitation.data;
  return (
    <section className="account-part">
      <h2>{name}</h2>
      <p>
        {invitedBy === null ? 'You are invited' : `${invitedBy} invites you`} to join this team. Its members see your
        name and user name, and you share its models and submissions.
      </p>
      {joining.isError && <p role="alert">{failureOf(joining.error).message}</p>}
      <Button
        loading={joining.isPending}
        onClick={() => {
          joining.mutate({ token });
        }}
      >
        Join the team
      </Button>
    </section>
  );
}
