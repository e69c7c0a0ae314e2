import type { Leaderboard, LeaderboardQuery } from '@cellboard/contract';
import { getRouteApi, Link, Navigate, useLocation } from '@tanstack/react-router';
import { useEffect, useMemo, type ReactNode } from 'react';
import { spokenProgress, stoppedOf, unfinishedOf } from '../features/activity/activity-words.ts';
import { DemoProgress } from '../features/activity/demo-progress.tsx';
import { StoppedList } from '../features/activity/stopped-list.tsx';
import { AddModelSteps } from '../features/leaderboard/add-model.tsx';
import { asItStood, askedDay, dayWords, endOfDay, type AskedDay } from '../features/leaderboard/board-at-date.ts';
import { columnsOf } from '../features/leaderboard/board-columns.ts';
import { BoardDate, NowButton, PastNotice } from '../features/leaderboard/board-date.tsx';
import { askedMetrics } from '../features/leaderboard/board-metrics.ts';
import { BoardSkeleton } from '../features/leaderboard/board-skeleton.tsx';
import { parseSort, writeSort } from '../features/leaderboard/board-sort.ts';
import { BoardView } from '../features/leaderboard/board-view.tsx';
import {
  filterOf,
  leaderboardSearchDefaults,
  type LeaderboardSearch,
} from '../features/leaderboard/leaderboard-search.ts';
import { EmptyNotice, FailureNotice, StaleBanner } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { BoardHead } from './board-head.tsx';
import { DeclaredData } from './declared-data.tsx';
import { UnknownBoard } from './unknown-board.tsx';
import { useBoard, type BoardOnScreen } from './use-board.ts';
import { useBoardFacets } from './use-board-facets.ts';
import { useIntervals } from './use-intervals.ts';

const route = getRouteApi('/leaderboards/$task/{-$dataset}');

/** /leaderboards/:task and /leaderboards/:task/:dataset */
export function LeaderboardPage(): ReactNode {
  const { task, dataset } = route.useParams();
  const search = route.useSearch();
  const onScreen = useBoard(queryOf({ task, dataset }, search));
  const { failure } = onScreen;
  // A dataset may have come to the task after the requested day.
  const isUnknownNow = askedDay(search.at).kind !== 'day' || failure?.code !== 'DATASET_NOT_FOUND';
  if (failure?.final && isUnknown(failure.code) && isUnknownNow) {
    return <UnknownBoard {...{ task, dataset }} page="leaderboards" />;
  }
  return <KnownBoard {...{ task, dataset, search, onScreen }} />;
}

interface KnownBoardProps extends Place {
  readonly search: LeaderboardSearch;
  readonly onScreen: BoardOnScreen;
}

function KnownBoard({ task, dataset, search, onScreen }: KnownBoardProps): ReactNode {
  const { shown: answered } = onScreen;
  const asked = askedDay(search.at);
  const { kind } = asked;
  const shown = useMemo(() => answered && asAsked(answered, kind), [answered, kind]);
  const { toNow } = useChange();
  if (answered && isElsewhere(answered, { task, dataset })) return <LeadOn board={answered} />;
  return (
    <>
      <SiteLine />
      <BoardHead {...{ task, dataset }} board={kind === 'unusable' ? undefined : shown} />
      {asked.kind === 'day' && <PastNotice day={asked.day} onNow={toNow} />}
      {shown ? <Shown board={shown} {...{ search, onScreen }} /> : <NotShown {...{ search, onScreen }} />}
    </>
  );
}

/** An answered board as it is shown: without results where the address asks for none that there can be. */
function asAsked(board: Leaderboard, kind: AskedDay['kind']): Leaderboard {
  if (kind === 'unusable') return { ...board, rows: [], activity: [] };
  return kind === 'day' ? asItStood(board) : board;
}

/** Changes of the address. */
function useChange() {
  const navigate = route.useNavigate();
  const change = (next: Partial<LeaderboardSearch>): void => {
    // Typing would fill the history with single letters.
    void navigate({ search: (now) => ({ ...now, ...next }), replace: 'q' in next, resetScroll: false });
  };
  const toNow = (): void => {
    change({ at: leaderboardSearchDefaults.at });
  };
  return { change, toNow };
}

interface ShownProps {
  readonly board: Leaderboard;
  readonly search: LeaderboardSearch;
  readonly onScreen: BoardOnScreen;
}

function Shown({ board, search, onScreen: { failure, since, retry } }: ShownProps): ReactNode {
  return (
    <>
      <DemoProgress demo={board.demo} />
      <p className="visually-hidden" role="status">
        {spokenProgress(unfinishedOf(board.activity))}
      </p>
      {failure && <StaleBanner {...{ failure, since }} onRetry={retry} />}
      <Board board={board} search={search} />
      <StoppedList submissions={stoppedOf(board.activity)} />
    </>
  );
}

function NotShown({ search: { at }, onScreen: { failure, retry } }: Omit<ShownProps, 'board'>): ReactNode {
  if (!failure) return <BoardSkeleton />;
  const asked = askedDay(at);
  if (asked.kind === 'day' && failure.final) return <NotThere day={asked.day} />;
  return (
    <FailureNotice
      title="This leaderboard cannot be shown"
      failure={failure}
      onRetry={retry}
      action={<Link to="/leaderboards">All leaderboards</Link>}
    />
  );
}

function NothingYet({ board: { task } }: Pick<ShownProps, 'board'>): ReactNode {
  if (task.datasets.length === 0) {
    return (
      <EmptyNotice
        title="This leaderboard has no images yet"
        action={<Link to="/datasets">How to import a dataset</Link>}
      >
        It opens once a dataset is imported and published.
      </EmptyNotice>
    );
  }
  return (
    <EmptyNotice title="No model has been evaluated here yet" action={<AddModelSteps task={task.slug} />}>
      Add the first one. Its evaluation starts by itself and its progress appears here.
    </EmptyNotice>
  );
}

/** In the place of a board that did not exist on a day: the choice of another. */
function NotThere({ day }: { readonly day: string }): ReactNode {
  const { change } = useChange();
  return (
    <>
      <div className="toolbar" role="group" aria-label="View">
        <BoardDate
          value={day}
          onChange={(at) => {
            change({ at });
          }}
        />
      </div>
      <NothingThen day={day} />
    </>
  );
}

function NothingThen({ day }: { readonly day: string }): ReactNode {
  return (
    <EmptyNotice title={`There was nothing here on ${dayWords(day)}`}>
      No model had been evaluated on these images by then. Choose a later day, or the current leaderboard.
    </EmptyNotice>
  );
}

/** In the place of results where the address holds no day that a board can be shown for. */
function UnusableDay({ title, words }: { readonly title: string; readonly words: string }): ReactNode {
  const { toNow } = useChange();
  return (
    <EmptyNotice title={title} action={<NowButton onNow={toNow} />}>
      {words}
    </EmptyNotice>
  );
}

/** In the place of results where there are none. */
function WithoutResults({ board, at }: { readonly board: Leaderboard; readonly at: string }): ReactNode {
  const asked = askedDay(at);
  if (asked.kind === 'unusable') return <UnusableDay title={asked.title} words={asked.words} />;
  return asked.kind === 'day' ? <NothingThen day={asked.day} /> : <NothingYet board={board} />;
}

interface Place {
  readonly task: string;
  readonly dataset: string | undefined;
}

function queryOf({ task, dataset }: Place, search: LeaderboardSearch): LeaderboardQuery {
  const { aggregation, metrics, at } = search;
  const asked = askedDay(at);
  return {
    ...{ task, aggregation, metrics: askedMetrics(metrics) },
    ...(dataset !== undefined && { dataset }),
    ...(asked.kind === 'day' && { at: endOfDay(asked.day) }),
    ...filterOf(search),
    ...(search.seen === 'count' && { seen: true }),
  };
}

const isUnknown = (code: string | null): boolean =>
  ['TASK_NOT_FOUND', 'DATASET_NOT_FOUND', 'REQUEST_INVALID'].includes(code ?? '');

/** A task may have had another slug before, or have been what is a dataset's board now. */
const isElsewhere = (board: Leaderboard, { task, dataset }: Place): boolean =>
  board.task.slug !== task || (board.dataset ?? undefined) !== dataset;

function LeadOn({ board: { task, dataset } }: { readonly board: Leaderboard }): ReactNode {
  return (
    <Navigate
      from={route.id}
      to="/leaderboards/$task/{-$dataset}"
      params={{ task: task.slug, dataset: dataset ?? undefined }}
      search={(search: LeaderboardSearch) => search}
      replace
    />
  );
}

/** Visitors of the home page learn where they are. */
function SiteLine(): ReactNode {
  const { fromHome } = useLocation({ select: ({ state }) => state });
  if (fromHome !== true) return null;
  return (
    <p className="site-line">
      <strong>Cellboard is the open benchmark for cell instance segmentation:</strong> it shows which model finds the
      cells best in which kind of microscopy image. <Link to="/leaderboards">See all leaderboards</Link>
    </p>
  );
}

interface BoardProps {
  readonly board: Leaderboard;
  readonly search: LeaderboardSearch;
}

function Board({ board, search }: BoardProps): ReactNode {
  const { change } = useChange();
  const asked = askedDay(search.at);
  const at = asked.kind === 'day' ? endOfDay(asked.day) : undefined;
  const filter = filterOf(search);
  const intervals = useIntervals(board, { at, ...filter, ...(search.seen === 'count' && { seen: true }) });
  const facets = useBoardFacets(board, filter);
  useKnownSort(board, search);
  return (
    <BoardView
      {...{ board, search, intervals, facets }}
      address={window.location.href}
      pending={unfinishedOf(board.activity)}
      whenEmpty={<WithoutResults board={board} at={search.at} />}
      exposureReason={({ model, candidate }) => <DeclaredData {...{ model, candidate }} />}
      onChange={change}
      onSave={saveFile}
    />
  );
}

/** An address that sorts by a column which is not there says the official order instead. */
function useKnownSort(board: Leaderboard, search: LeaderboardSearch): void {
  const navigate = route.useNavigate();
  const sort = writeSort(parseSort(search.sort, columnsOf(board, search)));
  // While other columns load, the board still has the last ones.
  const isSettled = askedMetrics(search.metrics).every((id) => board.metrics.some((metric) => metric.id === id));
  useEffect(() => {
    if (!isSettled || sort === search.sort) return;
    void navigate({
      search: (now) => ({ ...now, sort: leaderboardSearchDefaults.sort }),
      replace: true,
      resetScroll: false,
    });
  }, [isSettled, sort, search.sort, navigate]);
}
