import type { Leaderboard, Task } from '@cellboard/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AddModelButton } from '../features/leaderboard/add-model.tsx';
import { boardTab, boardTitle, datasetOf, sizeFacts } from '../features/tasks/task-facts.ts';
import { TaskSelect } from '../features/tasks/task-select.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { counted } from '../ui/counted.ts';
import { licenceAlone } from '../ui/licence.ts';
import { BoardLink, ImagesLink } from '../ui/links.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Term } from '../ui/term.tsx';
import { useTasks } from './use-lists.ts';

interface BoardHeadProps {
  readonly task: string;
  readonly dataset: string | undefined;
  /** Undefined while it loads. */
  readonly board: Leaderboard | undefined;
}

/** What a board is about, what it contains, and links to its data. */
export function BoardHead({ task, dataset, board }: BoardHeadProps): ReactNode {
  const tasks = useTasks();
  const known = board?.task ?? tasks.data?.find(({ slug }) => slug === task);
  const title = known ? boardTitle(known, dataset) : 'Leaderboard';
  return (
    <PageHead
      title={title}
      className="page-head-board"
      tab={known ? boardTab(known, dataset) : title}
      above={<Above task={known} isSlice={title !== known?.name} />}
      aside={
        <div className="page-head-aside">
          <BoardSelect tasks={tasks.data ?? []} {...{ task, dataset }} />
          <CopyLinkButton />
        </div>
      }
    >
      <p className="page-head-facts">{known ? <Facts task={known} {...{ dataset, board }} /> : '\u00A0'}</p>
      {known ? <Ways task={known} dataset={dataset} /> : <p className="page-head-ways page-head-waiting" />}
    </PageHead>
  );
}

interface AboveProps {
  readonly task: Task | undefined;
  /** Whether the page is about a dataset of the task. */
  readonly isSlice: boolean;
}

function Above({ task, isSlice }: AboveProps): ReactNode {
  const several = task !== undefined && task.datasets.length > 1;
  return (
    <>
      <Link to="/leaderboards">Leaderboards</Link>
      {task && isSlice && (
        <>
          <span aria-hidden>/</span>
          {several ? <BoardLink task={task.slug}>{task.name}</BoardLink> : <span>{task.name}</span>}
        </>
      )}
    </>
  );
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

interface FactsProps {
  readonly task: Task;
  readonly dataset: string | undefined;
  readonly board: Leaderboard | undefined;
}

function Facts({ task, dataset, board }: FactsProps): ReactNode {
  if (task.datasets.length === 0) return 'No images yet';
  const slice = datasetOf(task, dataset);
  const methods = board?.rows.filter(({ kind }) => kind === 'method');
  const count = methods?.length;
  const newest = methods
    ?.map(({ evaluatedAt }) => evaluatedAt)
    .sort()
    .at(-1);
  const facts = [
    ...(slice ? [] : [counted(task.datasets.length, 'dataset', 'datasets')]),
    ...sizeFacts(task, slice),
    ...(count === undefined ? [] : [counted(count, 'candidate evaluated', 'candidates evaluated')]),
    ...(newest === undefined ? [] : [`last evaluated ${day.format(new Date(newest))}`]),
  ];
  return (
    <>
      {facts.join(' · ')}
      {task.synthetic && (
        <>
          {' · '}
          <Term name="synthetic">synthetic images</Term>
        </>
      )}
    </>
  );
}

/** As many datasets as a line names. */
const named = 4;

function Ways({ task, dataset }: Pick<FactsProps, 'task' | 'dataset'>): ReactNode {
  const slice = datasetOf(task, dataset);
  const shown = slice ? [slice] : task.datasets.slice(0, named);
  const others = slice ? 0 : task.datasets.length - shown.length;
  if (task.datasets.length === 0) return null;
  return (
    <p className="page-head-ways">
      {shown.map(({ slug, name, licence }) => (
        <span key={slug}>
          <Link to="/datasets/$dataset" params={{ dataset: slug }}>
            {slice ? `About ${name}` : name}
          </Link>{' '}
          <span className="tag">{licenceAlone(licence)}</span>
        </span>
      ))}
      {others > 0 && (
        <Link to="/datasets" search={{ here: 'yes' }}>
          {others} more
        </Link>
      )}
      <ImagesLink search={{ task: task.slug, ...(slice && { dataset: slice.slug }) }}>Look at the images</ImagesLink>
      <Link to="/tasks/{-$task}" params={{ task: task.slug }} search={slice ? { dataset: slice.slug } : {}}>
        Compare image by image
      </Link>
      <Link to="/leaderboards/$task/figures" params={{ task: task.slug }} search={slice ? { dataset: slice.slug } : {}}>
        Figures
      </Link>
      <AddModelButton task={task.slug} />
    </p>
  );
}

interface BoardSelectProps {
  readonly tasks: readonly Task[];
  readonly task: string;
  readonly dataset: string | undefined;
}

/** Goes to another board; the focus stays where it is, so that one can go on to the next. */
function BoardSelect({ tasks, task, dataset = '' }: BoardSelectProps): ReactNode {
  const navigate = useNavigate({ from: '/leaderboards/$task/{-$dataset}' });
  return (
    <TaskSelect
      label="Board"
      tasks={tasks}
      value={{ task, dataset }}
      onChange={(chosen) => {
        void navigate({
          to: '/leaderboards/$task/{-$dataset}',
          params: { task: chosen.task, dataset: chosen.dataset === '' ? undefined : chosen.dataset },
          search: (now) => now,
          state: { keepFocus: true },
        });
      }}
    />
  );
}
