import type { Leaderboard } from '@cellboard/contract';
import { thresholds } from '@cellboard/metrics';
import { skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isFinal } from '../app/failure.ts';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { computeFigures } from '../features/figures/compute-figures.ts';
import type { FiguresSearch } from '../features/figures/figures-search.ts';
import { FiguresView } from '../features/figures/figures-view.tsx';
import { nameOf } from '../features/leaderboard/board-columns.ts';
import { isSlug } from '../search/is-slug.ts';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { EmptyNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { SheetSkeleton } from '../ui/sheet.tsx';
import { AboveBoard } from './above-board.tsx';
import { UnknownBoard } from './unknown-board.tsx';

const route = getRouteApi('/leaderboards/$task/figures');

/** F1 at each threshold. */
const overlaps = thresholds.map((threshold) => `f1@${threshold}` as const);

const waiting = <SheetSkeleton loading="Loading the figures …" />;

/** /leaderboards/:task/figures: how sure the places on a board are */
export function FiguresPage(): ReactNode {
  const { task } = route.useParams();
  const search = route.useSearch();
  const { dataset, ...choices } = search;
  const trpc = useTRPC();
  const place = placeOf(task, search);
  const board = useQuery(
    trpc.leaderboard.get.queryOptions(isSlug(task) ? { ...place, metrics: [...overlaps] } : skipToken),
  );
  if (!isSlug(task) || isFinal(board.error)) {
    return <UnknownBoard task={task} dataset={dataset === '' ? undefined : dataset} page="leaderboards" />;
  }
  const name = board.data ? nameOf(board.data) : 'Leaderboard';
  return (
    <>
      <PageHead
        title={`Figures: ${name}`}
        above={<AboveBoard {...{ task, dataset, name, search: choices }} />}
        aside={<CopyLinkButton />}
      >
        <p className="page-head-facts">{board.data ? aboutLine(board.data) : '\u00A0'}</p>
      </PageHead>
      <Loaded query={board} failed="These figures cannot be shown" waiting={waiting}>
        {(known) => <Figures board={known} place={place} />}
      </Loaded>
    </>
  );
}

interface FiguresProps {
  readonly board: Leaderboard;
  readonly place: ReturnType<typeof placeOf>;
}

function Figures({ board, place }: FiguresProps): ReactNode {
  const client = useTRPCClient();
  const metric = board.metrics.find(({ id }) => id === board.task.primaryMetric);
  const ranked = board.rows.filter(({ rank }) => rank !== null);
  const standing = ranked.map(({ candidateId, evaluatedAt }) => `${candidateId} ${evaluatedAt}`);
  const { direction = 'none', unit = null } = metric ?? {};
  const figures = useQuery({
    queryKey: ['figures', place, standing],
    queryFn: async ({ signal }) => {
      const scores = await client.leaderboard.imageScores.query(place, { signal });
      return computeFigures({ scores, metric: { direction, unit } }, signal);
    },
    staleTime: Infinity,
  });
  if (!metric) return null;
  const lines = ranked.map(({ candidateId, scores }) => ({
    id: candidateId,
    values: overlaps.map((id) => scores[id] ?? null),
  }));
  return (
    <Loaded query={figures} failed="These figures cannot be computed" waiting={waiting}>
      {(known) =>
        known ? (
          <FiguresView
            {...{ figures: known, metric, rows: ranked }}
            thresholds={{ stops: thresholds, lines }}
            file={['cellboard', board.task.slug, board.dataset].filter(Boolean).join('_')}
            lines={[`${nameOf(board)}: ${aboutLine(board)}`, window.location.href]}
          />
        ) : (
          <EmptyNotice title="There is nothing to compare yet">
            Figures need at least two ranked candidates with results on these images.
          </EmptyNotice>
        )
      }
    </Loaded>
  );
}

function aboutLine({ rows, slice, metrics, task }: Leaderboard): string {
  const ranked = rows.filter(({ rank }) => rank !== null).length;
  const metric = metrics.find(({ id }) => id === task.primaryMetric)?.name ?? task.primaryMetric;
  const cutDown = slice ? ` · only ${String(slice.images)} images` : '';
  return `${String(ranked)} ranked candidates · ranked by ${metric}${cutDown}`;
}

function placeOf(task: string, { dataset, size, density, contrast, seen }: FiguresSearch) {
  return {
    task,
    ...(dataset !== '' && { dataset }),
    ...(size !== '' && { size }),
    ...(density !== '' && { density }),
    ...(contrast !== '' && { contrast }),
    ...(seen === 'count' && { seen: true }),
  };
}
