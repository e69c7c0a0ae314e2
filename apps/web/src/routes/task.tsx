import type { ImagesPage as Page, Task } from '@cellboard/contract';
import { Checkbox, Skeleton } from '@mantine/core';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { NumberSlider } from '../features/images/number-slider.tsx';
import { JoinTable, wordOf, type JoinColumn } from '../features/tasks/join-table.tsx';
import { ObjectDrawing } from '../features/tasks/object-drawing.tsx';
import { rowLimits, usualCandidates, type TaskSearch } from '../features/tasks/task-search.ts';
import { TaskSelect } from '../features/tasks/task-select.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { BoardLink, ImagesLink } from '../ui/links.tsx';
import { EmptyNotice, FailureNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { UnknownBoard } from './unknown-board.tsx';
import { useTasks } from './use-lists.ts';

const route = getRouteApi('/tasks/{-$task}');

/** /tasks and /tasks/:task: the same images as experts and each model outlined them. */
export function TaskPage(): ReactNode {
  const { task: slug } = route.useParams();
  const tasks = useTasks();
  const all = (tasks.data ?? []).filter(({ datasets }) => datasets.length > 0);
  const task = slug === undefined ? all[0] : all.find((one) => one.slug === slug);
  if (tasks.error) {
    return (
      <FailureNotice
        title="The tasks cannot be shown"
        failure={describeFailure(tasks.error)}
        onRetry={() => void tasks.refetch()}
      />
    );
  }
  if (!tasks.isPending && slug !== undefined && !task)
    return <UnknownBoard task={slug} dataset={undefined} page="leaderboards" />;
  return <OneTask tasks={all} task={task} isLoading={tasks.isPending} />;
}

interface OneTaskProps {
  readonly tasks: readonly Task[];
  /** Undefined while it loads, and where there is none. */
  readonly task: Task | undefined;
  readonly isLoading: boolean;
}

function OneTask({ tasks, task, isLoading }: OneTaskProps): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHead title={task?.name ?? 'Tasks'} tab={task ? `${task.name} task` : 'Tasks'} aside={<CopyLinkButton />}>
        <p>The same images as experts and each model outlined them. Choose a picture to compare it closely.</p>
        {task && <Ways task={task} dataset={search.dataset} />}
      </PageHead>
      <TaskSelect
        label="Board"
        tasks={tasks}
        value={{ task: task?.slug ?? '', dataset: search.dataset }}
        onChange={({ task: next, dataset }) => {
          const params = { task: next };
          void navigate({
            params,
            search: ({ n }) => ({ n, dataset }),
            state: { keepFocus: true },
            resetScroll: false,
          });
        }}
      />
      <div className="join-controls">
        <ObjectDrawing object={task?.object} />
      </div>
      {task ? (
        <Joined
          {...{ task, search }}
          onChange={(next) => {
            void navigate({ search: (now) => ({ ...now, ...next }), replace: 'n' in next, resetScroll: false });
          }}
        />
      ) : (
        <NoTask isLoading={isLoading} />
      )}
    </>
  );
}

function NoTask({ isLoading }: { readonly isLoading: boolean }): ReactNode {
  if (isLoading) return <Skeleton height={480} mt={24} />;
  return (
    <EmptyNotice title="There are no tasks yet" action={<Link to="/datasets">How to import a dataset</Link>}>
      A task opens once a dataset is imported.
    </EmptyNotice>
  );
}

function Ways({ task, dataset }: { readonly task: Task; readonly dataset: string }): ReactNode {
  const slice = dataset === '' ? undefined : dataset;
  return (
    <p className="page-head-ways">
      <BoardLink task={task.slug} dataset={slice}>
        Leaderboard
      </BoardLink>
      <ImagesLink search={{ task: task.slug, ...(slice !== undefined && { dataset: slice }) }}>
        All its images
      </ImagesLink>
    </p>
  );
}

interface JoinedProps {
  readonly task: Task;
  readonly search: TaskSearch;
  readonly onChange: (change: Partial<TaskSearch>) => void;
}

function Joined({ task, search, onChange }: JoinedProps): ReactNode {
  const trpc = useTRPC();
  const question = { task: task.slug, ...(search.dataset !== '' && { dataset: search.dataset }), limit: search.n };
  const page = useQuery(trpc.images.list.queryOptions(question, { placeholderData: keepPreviousData }));
  if (page.error) {
    const retry = (): void => void page.refetch();
    return <FailureNotice title="The images cannot be shown" failure={describeFailure(page.error)} onRetry={retry} />;
  }
  const choices = columnsOf(page.data);
  const columns = chosenColumns(search.m, choices);
  return (
    <>
      <div className="join-controls">
        <NumberSlider
          label="Images shown"
          limits={rowLimits}
          value={search.n}
          onChange={(n) => {
            onChange({ n });
          }}
        />
        <ColumnChoice {...{ choices, columns, onChange }} />
      </div>
      {page.data ? (
        <Rows task={task} dataset={search.dataset} page={page.data} columns={columns} />
      ) : (
        <Skeleton height={480} mt={24} />
      )}
    </>
  );
}

const columnsOf = (page: Page | undefined): JoinColumn[] => [
  { kind: 'truth' },
  ...(page?.overlays ?? []).map((overlay) => ({ kind: 'candidate' as const, ...overlay })),
];

/** The columns of an address, those that exist; the truth and the first candidates where it names none. */
function chosenColumns(m: string, choices: readonly JoinColumn[]): JoinColumn[] {
  const words = m.split(',').filter((word) => word !== '');
  if (words.length === 0) return choices.slice(0, 1 + usualCandidates);
  return choices.filter((column) => words.includes(wordOf(column)));
}

interface ColumnChoiceProps {
  readonly choices: readonly JoinColumn[];
  readonly columns: readonly JoinColumn[];
  readonly onChange: (change: Partial<TaskSearch>) => void;
}

function ColumnChoice({ choices, columns, onChange }: ColumnChoiceProps): ReactNode {
  const chosen = new Set(columns.map(wordOf));
  return (
    <fieldset className="join-choice">
      <legend className="field-label">Columns</legend>
      <div>
        {choices.map((column) => {
          const word = wordOf(column);
          const isLast = chosen.size === 1 && chosen.has(word);
          return (
            <Checkbox
              key={word}
              label={column.kind === 'truth' ? 'Truth' : `${column.modelName} · ${column.candidateName}`}
              checked={chosen.has(word)}
              disabled={isLast}
              onChange={(event) => {
                const isOn = event.currentTarget.checked;
                const next = choices.map(wordOf).filter((one) => (one === word ? isOn : chosen.has(one)));
                onChange({ m: next.join(',') });
              }}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

interface RowsProps {
  readonly task: Task;
  /** Empty where the task is shown as a whole. */
  readonly dataset: string;
  readonly page: Page;
  readonly columns: readonly JoinColumn[];
}

function Rows({ task, dataset, page, columns }: RowsProps): ReactNode {
  const trpc = useTRPC();
  const candidates = columns.flatMap((column) => (column.kind === 'candidate' ? [column.id] : []));
  const slice = dataset === '' ? {} : { dataset };
  const question = { task: task.slug, ...slice, candidates, limit: page.items.length };
  const isAsked = candidates.length > 0 && page.items.length > 0;
  const table = useQuery(
    trpc.images.table.queryOptions(isAsked ? question : skipToken, { placeholderData: keepPreviousData }),
  );
  return <JoinTable task={task.slug} images={page.items} columns={columns} table={table.data} />;
}
