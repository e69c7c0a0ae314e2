import { skipToken, useQuery } from '@tanstack/react-query';
import type { Leaderboard, LeaderboardQuery, Why } from '@cellboard/contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isFinal } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { askedDay, endOfDay, dayWords } from '../features/leaderboard/board-at-date.ts';
import { filterOf } from '../features/leaderboard/leaderboard-search.ts';
import { boardSearchOf, type WhySearch } from '../features/leaderboard/why-search.ts';
import { WhyView } from '../features/leaderboard/why-view.tsx';
import { isSlug } from '../search/is-slug.ts';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { EmptyNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { SheetSkeleton } from '../ui/sheet.tsx';
import { AboveBoard } from './above-board.tsx';
import { DeclaredData } from './declared-data.tsx';
import { useIntervals } from './use-intervals.ts';

const route = getRouteApi('/leaderboards/$task/why/$model/$candidate/$metric');

const waiting = <SheetSkeleton loading="Loading what the number is made from …" />;

/** /leaderboards/:task/why/:model/:candidate/:metric */
export function WhyPage(): ReactNode {
  const { task, model, candidate, metric } = route.useParams();
  const search = route.useSearch();
  const { dataset, ...shown } = search;
  const trpc = useTRPC();
  const isAsked = [task, model, candidate].every(isSlug) && askedDay(search.at).kind !== 'unusable';
  const query = queryOf(task, search);
  const why = useQuery(trpc.leaderboard.why.queryOptions(isAsked ? { ...query, model, candidate, metric } : skipToken));
  const board = useQuery(trpc.leaderboard.get.queryOptions(isAsked ? { ...query, metrics: [metric] } : skipToken));
  const isNot = !isAsked || isFinal(why.error);
  return (
    <>
      <PageHead
        title={isNot ? 'No such number' : 'Why this number?'}
        tab={why.data ? `${why.data.metric.name} of ${why.data.row.modelName}` : 'Why this number?'}
        above={<AboveBoard {...{ task, dataset, search: shown }} name={nameOf(why.data, dataset) ?? task} />}
        aside={<CopyLinkButton />}
      >
        <p className="page-head-facts">{why.data ? aboutLine(why.data, search) : '\u00A0'}</p>
      </PageHead>
      {isNot ? (
        <EmptyNotice title="There is no such number" action={<Link to="/leaderboards">All leaderboards</Link>}>
          {why.error?.message ?? 'A part of this address is not what it should be.'}
        </EmptyNotice>
      ) : (
        <Loaded query={why} failed="This number cannot be explained" waiting={waiting}>
          {(known) => <Known why={known} board={board.data} search={search} />}
        </Loaded>
      )}
    </>
  );
}

interface KnownProps {
  readonly why: Why;
  readonly board: Leaderboard | undefined;
  readonly search: WhySearch;
}

function Known({ why, board, search }: KnownProps): ReactNode {
  const { model, candidate } = why.row;
  if (!board) return waiting;
  return (
    <WithIntervals {...{ why, board, search }} exposureReason={() => <DeclaredData {...{ model, candidate }} />} />
  );
}

function WithIntervals(props: KnownProps & { readonly board: Leaderboard; readonly exposureReason: () => ReactNode }) {
  const { why, board, search } = props;
  const { task: _, aggregation: __, ...slice } = queryOf(why.task.slug, { ...search, dataset: '' });
  const intervals = useIntervals(board, slice, why.metric.id);
  return <WhyView {...props} intervals={intervals} />;
}

const nameOf = (why: Why | undefined, dataset: string): string | undefined =>
  dataset === '' ? why?.task.name : why?.parts[0]?.datasetName;

/** Whose number it is, and on which images. */
function aboutLine({ metric, row, task, parts, dataset }: Why, { at }: WhySearch): string {
  const place = dataset === null ? task.name : (parts[0]?.datasetName ?? dataset);
  const asked = askedDay(at);
  const then = asked.kind === 'day' ? `, as it stood on ${dayWords(asked.day)}` : '';
  return `${metric.name} of ${row.modelName} · ${row.candidateName} on ${place}${then}`;
}

function queryOf(task: string, search: WhySearch): LeaderboardQuery {
  const { aggregation, at, dataset, seen } = search;
  const asked = askedDay(at);
  return {
    ...{ task, aggregation },
    ...(dataset !== '' && { dataset }),
    ...(asked.kind === 'day' && { at: endOfDay(asked.day) }),
    ...filterOf(boardSearchOf(search)),
    ...(seen === 'count' && { seen: true }),
  };
}
