import type { Task } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FacetSelect } from '../../ui/facet-select.tsx';
import { EmptyNotice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SortSelect } from '../../ui/sort-select.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { BoardCard } from './board-card.tsx';
import { boardFacets, filterBoards, type ListedBoard } from './board-filter.ts';
import { boardsSearchDefaults, type BoardsSearch } from './boards-search.ts';
import './board-list.css';

interface BoardListProps {
  readonly tasks: readonly Task[];
  /** Every board of the tasks: of each dataset, and of all together where a task has several. */
  readonly boards: readonly ListedBoard[];
  readonly search: BoardsSearch;
  readonly onChange: (change: Partial<BoardsSearch>) => void;
}

/** So many boards are seen at once; more can be searched and sorted. */
const seenAtOnce = 9;

const orders = { name: 'Name', images: 'Most images', models: 'Most models', newest: 'Newest results' } as const;

/** Every board as a card, task by task. Its state is the search. */
export function BoardList({ tasks, boards, search, onChange }: BoardListProps): ReactNode {
  const isLong = boards.length > seenAtOnce;
  const found = filterBoards(boards, search);
  // Tasks that wait for their first images come last.
  const inOrder = [...tasks].sort((a, b) => Number(a.datasets.length === 0) - Number(b.datasets.length === 0));
  const groups = inOrder.map((task) => ({ task, boards: found.filter((board) => board.task.slug === task.slug) }));
  const isNarrowed = found.length < boards.length;
  return (
    <>
      {isLong && <BoardControls {...{ boards, search, onChange }} />}
      {isLong && (
        <p className="cards-summary" role="status">
          {found.length} of {boards.length} leaderboards
        </p>
      )}
      {found.length === 0 && boards.length > 0 && (
        <EmptyNotice
          title="No leaderboard fits all of this"
          action={
            <Button
              variant="default"
              onClick={() => {
                onChange(boardsSearchDefaults);
              }}
            >
              Show all leaderboards
            </Button>
          }
        >
          Leave out a word or a choice.
        </EmptyNotice>
      )}
      {groups.map(
        (group) =>
          (group.boards.length > 0 || (!isNarrowed && group.task.datasets.length === 0)) && (
            <TaskBoards key={group.task.slug} {...group} />
          ),
      )}
    </>
  );
}

interface TaskBoardsProps {
  readonly task: Task;
  readonly boards: readonly ListedBoard[];
}

function TaskBoards({ task, boards }: TaskBoardsProps): ReactNode {
  const { name, description, synthetic } = task;
  return (
    <section className="task-boards">
      <h2 className="cards-heading">
        {name}
        {synthetic && <span className="tag">synthetic</span>}
      </h2>
      {description !== '' && <p className="cards-words">{description}</p>}
      {boards.length > 0 ? (
        <ul className="cards">
          {boards.map((board) => (
            <BoardCard key={board.dataset?.slug ?? ''} board={board} />
          ))}
        </ul>
      ) : (
        <p className="task-boards-none">
          No images yet. The leaderboard opens once a dataset is imported: see <Link to="/datasets">Datasets</Link>.
        </p>
      )}
    </section>
  );
}

function BoardControls({ boards, search, onChange }: Omit<BoardListProps, 'tasks'>): ReactNode {
  const facets = boardFacets(boards);
  return (
    <Toolbar
      label="Leaderboards to show"
      more="Filters"
      first={
        <SearchField
          label="Search"
          placeholder="Dataset, stain, model …"
          value={search.q}
          onChange={(q) => {
            onChange({ q });
          }}
        />
      }
    >
      <FacetSelect
        label="Outlined"
        all="Cells or nuclei"
        choices={facets.object}
        value={search.object}
        onChange={(object) => {
          onChange({ object: object as BoardsSearch['object'] });
        }}
      />
      <FacetSelect
        label="Imaging"
        all="Any"
        choices={facets.modality}
        value={search.modality}
        onChange={(modality) => {
          onChange({ modality });
        }}
      />
      <SortSelect
        orders={orders}
        value={search.sort}
        onChange={(sort) => {
          onChange({ sort });
        }}
      />
    </Toolbar>
  );
}
