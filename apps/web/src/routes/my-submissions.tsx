import type { Publication, Submission, SubmissionId, SubmissionStatus } from '@cellboard/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { failureOf } from '../features/account/refused.ts';
import { ChangeNotice } from '../features/submissions/change-notice.tsx';
import { QuotaWords } from '../features/submissions/quota-words.tsx';
import { ScoreComparison } from '../features/submissions/score-comparison.tsx';
import { SubmissionTable } from '../features/submissions/submission-table.tsx';
import { isUnfinished, publicationWords, statusWords } from '../features/submissions/submission-words.ts';
import { EmptyNotice } from '../ui/notice.tsx';
import { SignedIn } from './signed-in.tsx';
import { useSubmissionChange } from './use-submission-change.ts';

const PAGE = 50;

/** How often the list is asked for again while something in it waits or runs. */
const ASK_MS = 5000;

/** /me/submissions: one's own submissions, and those of one's teams. */
export function MySubmissionsPage(): ReactNode {
  return <SignedIn title="Submissions">{() => <Mine />}</SignedIn>;
}

interface Filter {
  readonly task: string;
  readonly status: SubmissionStatus | '';
  readonly publication: Publication | '';
}

function Mine(): ReactNode {
  const [filter, setFilter] = useState<Filter>({ task: '', status: '', publication: '' });
  const [selected, setSelected] = useState<ReadonlySet<SubmissionId>>(new Set());
  const { change, done, error } = useSubmissionChange();
  const mine = useMine(filter);
  const rows = mine.data?.pages.flatMap(({ items }) => items) ?? [];
  const trpc = useTRPC();
  const places = useQuery(
    trpc.submissions.places.queryOptions({
      submissions: rows
        .filter(({ publication }) => publication === 'published')
        .slice(0, 100)
        .map(({ id }) => id),
    }),
  );
  const failure: unknown = mine.error ?? error;
  const isFiltered = Object.values(filter).some((value) => value !== '');
  return (
    <>
      <Quota />
      {failure != null && <p role="alert">{failureOf(failure).message}</p>}
      <ChangeNotice done={done} onUndo={change} />
      {(rows.length > 0 || isFiltered) && <Filters filter={filter} rows={rows} onChange={setFilter} />}
      {mine.isSuccess && rows.length === 0 && <Nothing isFiltered={isFiltered} />}
      {rows.length > 0 && (
        <SubmissionTable
          submissions={rows}
          places={places.data ?? []}
          selected={selected}
          onSelect={(id, isSelected) => {
            setSelected(new Set([...selected].filter((one) => one !== id).concat(isSelected ? [id] : [])));
          }}
          onChange={change}
        />
      )}
      {mine.hasNextPage && (
        <Button variant="default" loading={mine.isFetchingNextPage} onClick={() => void mine.fetchNextPage()}>
          Show more
        </Button>
      )}
      <ScoreComparison submissions={rows.filter(({ id }) => selected.has(id))} />
    </>
  );
}

function useMine({ task, status, publication }: Filter) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const query = {
    ...{ limit: PAGE, personal: true },
    ...(task !== '' && { task }),
    ...(status !== '' && { status }),
    ...(publication !== '' && { publication }),
  };
  return useInfiniteQuery({
    queryKey: [...trpc.submissions.mine.queryKey(), query],
    queryFn: ({ pageParam }) =>
      client.submissions.mine.query({ ...query, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isUnfinished)) === true ? ASK_MS : false,
  });
}

function Quota(): ReactNode {
  const quota = useQuery(useTRPC().submissions.quota.queryOptions());
  return quota.data ? <QuotaWords quota={quota.data} /> : null;
}

interface FiltersProps {
  readonly filter: Filter;
  readonly rows: readonly Submission[];
  readonly onChange: (filter: Filter) => void;
}

function Filters({ filter, rows, onChange }: FiltersProps): ReactNode {
  const tasks = new Map(rows.map(({ task, taskName }) => [task, taskName]));
  if (filter.task !== '' && !tasks.has(filter.task)) tasks.set(filter.task, filter.task);
  const all = { value: '', label: 'All' };
  return (
    <div className="submission-filters" role="group" aria-label="Filters">
      <NativeSelect
        label="Task"
        data={[all, ...[...tasks].map(([value, label]) => ({ value, label }))]}
        value={filter.task}
        onChange={({ currentTarget }) => {
          onChange({ ...filter, task: currentTarget.value });
        }}
      />
      <NativeSelect
        label="Status"
        data={[all, ...optionsOf(statusWords)]}
        value={filter.status}
        onChange={({ currentTarget }) => {
          onChange({ ...filter, status: currentTarget.value as Filter['status'] });
        }}
      />
      <NativeSelect
        label="Seen by"
        data={[all, ...optionsOf(publicationWords)]}
        value={filter.publication}
        onChange={({ currentTarget }) => {
          onChange({ ...filter, publication: currentTarget.value as Filter['publication'] });
        }}
      />
    </div>
  );
}

/** Why there are no rows, and how to begin. */
function Nothing({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  if (isFiltered) return <p role="status">No submission is like that.</p>;
  return (
    <EmptyNotice title="You have no submissions yet" action={<Link to="/tasks/{-$task}">Choose a task</Link>}>
      Choose a task, predict its images, and send a folder of label images from the command line:{' '}
      <code>cellboard predictions add predictions --task cells --model my-model</code>. You need{' '}
      <Link to="/me/tokens">a token</Link> with the scope “submit”. Its scores are yours alone until you publish them.
    </EmptyNotice>
  );
}

function optionsOf(words: Readonly<Record<string, { readonly label: string }>>) {
  return Object.entries(words).map(([value, { label }]) => ({ value, label }));
}
