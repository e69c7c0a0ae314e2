import type { AccountRole, Person } from '@cellboard/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { dayOf } from '../features/account/day-of.ts';
import { failureOf } from '../features/account/refused.ts';
import { SignedIn } from './signed-in.tsx';

const PAGE = 50;

/** /admin/people: every account, for admins. */
export function PeoplePage(): ReactNode {
  return (
    <SignedIn title="People">
      {({ role }) => (role === 'admin' ? <People /> : <p role="alert">Only admins see this page.</p>)}
    </SignedIn>
  );
}

function People(): ReactNode {
  const [search, setSearch] = useState('');
  const client = useTRPCClient();
  const trpc = useTRPC();
  const found = search.trim() === '' ? {} : { search: search.trim() };
  const people = useInfiniteQuery({
    queryKey: [...trpc.people.list.queryKey(), search.trim()],
    queryFn: ({ pageParam }) =>
      client.people.list.query({ ...found, limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  const rows = people.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <TextInput
        type="search"
        label="Find people"
        description="By user name, name or e-mail address"
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
        }}
      />
      {people.isError && <p role="alert">{failureOf(people.error).message}</p>}
      <p role="status">{people.isSuccess && rows.length === 0 && 'Nobody was found.'}</p>
      <ul className="account-list">
        {rows.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
      {people.hasNextPage && (
        <Button variant="default" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}

function PersonRow({ person }: { readonly person: Person }): ReactNode {
  const { handle, name, email, role, curates, createdAt, suspendedAt, secondFactor } = person;
  const [isOpen, setOpen] = useState(false);
  const trusted =
    role === 'curator' ? ` of ${curates === 'all' ? 'all datasets' : curates.join(', ') || 'no dataset'}` : '';
  return (
    <li>
      <div>
        <strong>{handle}</strong> {name !== handle && name}
        <p>
          {email} · {role}
          {trusted} · since {dayOf(createdAt)}
          {secondFactor && ' · two-step sign-in'}
          {suspendedAt !== null && ` · suspended ${dayOf(suspendedAt)}`}
        </p>
      </div>
      <Button
        variant="default"
        size="sm"
        aria-expanded={isOpen}
        aria-label={`Change ${handle}`}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        Change
      </Button>
      {isOpen && <Changes person={person} />}
    </li>
  );
}

/** What an admin does to an account. Each change needs a reason, which the audit log keeps. */
function Changes({
  person: { handle, role, curates, suspendedAt, secondFactor },
}: {
  readonly person: Person;
}): ReactNode {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<AccountRole>(role);
  const [datasets, setDatasets] = useState(curates === 'all' ? '' : curates.join(' '));
  const changing = useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSuccess: () => queries.invalidateQueries({ queryKey: trpc.people.pathKey() }),
  });
  const slugs = datasets.split(/[\s,]+/).filter((slug) => slug !== '');
  const some = chosen === 'curator' && slugs.length > 0 ? { datasets: slugs } : {};
  const isSuspended = suspendedAt !== null;
  const endFactor = () => client.people.endSecondFactor.mutate({ handle, reason });
  const changes = {
    'Set the role': () => client.people.setRole.mutate({ handle, role: chosen, reason, ...some }),
    [isSuspended ? 'Let sign in again' : 'Suspend']: () =>
      client.people.suspend.mutate({ handle, suspended: !isSuspended, reason }),
    'Sign out everywhere': () => client.people.endSessions.mutate({ handle, reason }),
    ...(secondFactor && { 'Turn off two-step sign-in': endFactor }),
  };
  const isReasoned = reason.trim().length >= 3;
  return (
    <fieldset className="account-changes">
      <legend>Change {handle}</legend>
      <TextInput
        label="Reason"
        description="Every change needs one. The audit log keeps it."
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      <RoleFields {...{ role: chosen, onRole: setChosen, datasets, onDatasets: setDatasets }} />
      <p className="account-confirm">
        {Object.entries(changes).map(([label, change]) => (
          <Button
            key={label}
            variant="default"
            size="sm"
            loading={changing.isPending}
            disabled={!isReasoned}
            onClick={() => {
              changing.mutate(change);
            }}
          >
            {label}
          </Button>
        ))}
      </p>
      {changing.isError && <p role="alert">{failureOf(changing.error).message}</p>}
      <p role="status">{changing.isSuccess && 'Done. The audit log has it.'}</p>
    </fieldset>
  );
}

interface RoleFieldsProps {
  readonly role: AccountRole;
  readonly onRole: (role: AccountRole) => void;
  /** Slugs of the datasets of a curator, with spaces between. */
  readonly datasets: string;
  readonly onDatasets: (datasets: string) => void;
}

function RoleFields({ role, onRole, datasets, onDatasets }: RoleFieldsProps): ReactNode {
  return (
    <>
      <NativeSelect
        label="Role"
        data={['developer', 'curator', 'admin']}
        value={role}
        onChange={(event) => {
          onRole(event.currentTarget.value as AccountRole);
        }}
      />
      {role === 'curator' && (
        <TextInput
          label="Datasets"
          description="Their names in addresses, with spaces between. Leave it empty for all."
          value={datasets}
          onChange={(event) => {
            onDatasets(event.currentTarget.value);
          }}
        />
      )}
    </>
  );
}
