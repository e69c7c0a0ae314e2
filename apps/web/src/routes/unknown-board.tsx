import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { alike } from '../search/alike.ts';
import { Command } from '../ui/command.tsx';
import { EmptyNotice } from '../ui/notice.tsx';
import { BoardLink, ImagesLink } from '../ui/links.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Suggestions } from '../ui/suggestions.tsx';
import { useDatasets, useTasks } from './use-lists.ts';

interface UnknownBoardProps {
  /** The requested name. */
  readonly task: string;
  readonly dataset: string | undefined;
  /** The page on which it was requested. */
  readonly page: 'leaderboards' | 'images';
}

/** Shown for a task, or a dataset of a task, that does not exist: those with a similar name, and a link to all. */
export function UnknownBoard({ task, dataset, page }: UnknownBoardProps): ReactNode {
  const tasks = useTasks();
  const places = (tasks.data ?? []).flatMap(({ slug, name, datasets }) => [
    { task: slug, dataset: undefined, name, names: [slug, name] },
    ...datasets.map((one) => ({ task: slug, dataset: one.slug, name: one.name, names: [one.slug, one.name] })),
  ]);
  const asked = dataset ?? task;
  const catalogued = useDatasets().data?.find(({ slug, version }) => slug === asked && version === null);
  const command = catalogued?.facts?.commands[0];
  if (catalogued && command !== undefined) {
    return (
      <>
        <PageHead title={`${catalogued.name} is not imported yet`} />
        <EmptyNotice
          title="Its images are not on this site"
          action={<Command about={`the command that imports ${catalogued.name}`}>{command}</Command>}
        >
          Its{' '}
          <Link to="/datasets/$dataset" params={{ dataset: catalogued.slug }}>
            page
          </Link>{' '}
          says where to get the files. Run this command in Cellboard’s folder, and publishing opens its leaderboard.
        </EmptyNotice>
      </>
    );
  }
  return (
    <>
      <PageHead title={page === 'images' ? 'No such images' : 'No such leaderboard'} />
      <Suggestions
        title={`There is no task or dataset “${asked}”`}
        likely={alike(asked, places, ({ names }) => names).map((place) =>
          page === 'images' ? (
            <ImagesLink key={place.name} search={{ task: place.task, dataset: place.dataset ?? '' }}>
              {place.name}
            </ImagesLink>
          ) : (
            <BoardLink key={place.name} task={place.task} dataset={place.dataset}>
              {place.name}
            </BoardLink>
          ),
        )}
        all={page === 'images' ? <ImagesLink>All images</ImagesLink> : <Link to="/leaderboards">All leaderboards</Link>}
      />
    </>
  );
}
