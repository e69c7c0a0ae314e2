import type { Dataset, Task } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BoardSkeleton } from '../features/leaderboard/board-skeleton.tsx';
import { alike } from '../search/alike.ts';
import { Command } from '../ui/command.tsx';
import { importCommand, isGetting } from '../ui/import-command.ts';
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

/** Shown for a task, or a dataset of a task, that does not exist: how to import it, or those with a similar name. */
export function UnknownBoard(props: UnknownBoardProps): ReactNode {
  const tasks = useTasks();
  const datasets = useDatasets();
  // Which of both it is, a wrong name or a dataset without images, takes both lists.
  if (tasks.isPending || datasets.isPending) return props.page === 'images' ? null : <BoardSkeleton hasHead />;
  return <UnknownBoardAnswer {...props} tasks={tasks.data ?? []} datasets={datasets.data ?? []} />;
}

interface UnknownBoardAnswerProps extends UnknownBoardProps {
  readonly tasks: readonly Task[];
  /** Every dataset on this site and in the catalogue. */
  readonly datasets: readonly Dataset[];
}

/** What {@link UnknownBoard} says once the lists are there; empty lists are those that cannot be read. */
export function UnknownBoardAnswer({ task, dataset, page, tasks, datasets }: UnknownBoardAnswerProps): ReactNode {
  const places = tasks.flatMap(({ slug, name, datasets }) => [
    { task: slug, dataset: undefined, name, names: [slug, name] },
    ...datasets.map((one) => ({ task: slug, dataset: one.slug, name: one.name, names: [one.slug, one.name] })),
  ]);
  const asked = dataset ?? task;
  const catalogued = datasets.find(({ slug, version }) => slug === asked && version === null);
  const object = tasks.find(({ slug }) => slug === task)?.object;
  const command = catalogued && commandFor(object, catalogued);
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
          says where to get the files. {isGetting(command) ? 'This downloads and imports them: run it' : 'Run this'} in
          Cellboard’s folder, and publishing opens its leaderboard.
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

/** What imports the truth that a task asks for; of a dataset without it, or without a task, what imports the usual one. */
function commandFor(object: Task['object'] | undefined, { facts }: Dataset): string | undefined {
  if (facts === null) return undefined;
  return (object && importCommand(object, facts)) ?? facts.commands[0];
}
