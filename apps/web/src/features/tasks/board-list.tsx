import type { Dataset, Task } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { facetNames } from '../../ui/measure-words.ts';
import { ListToolbar, NothingFits, type Facet } from '../../ui/list-toolbar.tsx';
import { BoardCard } from './board-card.tsx';
import { boardFacets, filterBoards, type ListedBoard } from './board-filter.ts';
import { boardsSearchDefaults, type BoardsSearch } from './boards-search.ts';
import { WaitingBoards } from './waiting-boards.tsx';
import './board-list.css';

interface BoardListProps {
  readonly tasks: readonly Task[];
  /** Every dataset on this site and in the catalogue; empty while they load. */
  readonly datasets: readonly Dataset[];
  /** Every board of the tasks: of each dataset, and of all together where a task has several. */
  readonly boards: readonly ListedBoard[];
  readonly search: BoardsSearch;
  readonly onChange: (change: Partial<BoardsSearch>) => void;
}

/** So many boards are seen at once; more can be searched and sorted. */
const seenAtOnce = 9;

const orders = { name: 'Name', images: 'Most images', models: 'Most candidates', newest: 'Newest results' } as const;

/** Every board as a card, task by task. Its state is the search. */
export function BoardList({ tasks, datasets, boards, search, onChange }: BoardListProps): ReactNode {
  const isLong = boards.length > seenAtOnce;
  const found = filterBoards(boards, search);
  // Tasks that wait for their first images come last.
  const inOrder = [...tasks].sort((a, b) => Number(a.datasets.length === 0) - Number(b.datasets.length === 0));
  const groups = inOrder.map((task) => ({ task, boards: found.filter((board) => board.task.slug === task.slug) }));
  const isNarrowed = found.length < boards.length;
  return (
    <>
      {isLong && (
        <ListToolbar
          label="Leaderboards to show"
          placeholder="Dataset, stain, model …"
          facets={facetsOf(boards)}
          {...{ search, orders, onChange }}
        />
      )}
      {isLong && (
        <p className="cards-summary" role="status">
          {found.length} of {boards.length} leaderboards
        </p>
      )}
      {found.length === 0 && boards.length > 0 && (
        <NothingFits
          one="leaderboard"
          all="leaderboards"
          onClear={() => {
            onChange(boardsSearchDefaults);
          }}
        >
          The search looks at tasks, datasets, licences, imaging and the models on the board.
        </NothingFits>
      )}
      {groups.map(
        (group) =>
          (group.boards.length > 0 || (!isNarrowed && group.task.datasets.length === 0)) && (
            <TaskBoards key={group.task.slug} {...group} datasets={datasets} />
          ),
      )}
    </>
  );
}

interface TaskBoardsProps extends Pick<BoardListProps, 'datasets'> {
  readonly task: Task;
  readonly boards: readonly ListedBoard[];
}

function TaskBoards({ task, boards, datasets }: TaskBoardsProps): ReactNode {
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
      <WaitingBoards {...{ task, datasets }} />
    </section>
  );
}

function facetsOf(boards: readonly ListedBoard[]): Facet<BoardsSearch>[] {
  const { object, modality, kinds } = boardFacets(boards);
  const known = kinds.filter(({ choices }) => choices.length > 0);
  return [
    { key: 'object', label: 'Outlined', all: 'Cells or nuclei', choices: object },
    { key: 'modality', label: 'Imaging', all: 'Any', choices: modality },
    ...known.map(({ kind, choices }) => ({ key: kind, label: facetNames[kind], all: 'Any', choices })),
  ];
}
