import type { Image, ImageFacet, Leaderboard, Task, TaskDataset } from '@cellboard/contract';
import { holdsWords } from '../../search/holds-words.ts';
import { countValues } from '../../ui/facet-select.tsx';
import { facetChoices } from '../../ui/measure-words.ts';
import { methodCount, newestResult } from './board-places.ts';
import type { BoardsSearch } from './boards-search.ts';
import { objectOf } from './task-facts.ts';

/** A board of the list. */
export interface ListedBoard {
  readonly task: Task;
  /** Null for all datasets of the task together. */
  readonly dataset: TaskDataset | null;
  /** Of the whole task; undefined while it loads. */
  readonly leaderboard: Leaderboard | undefined;
  /** A few of its images; undefined while they load. */
  readonly images: readonly Image[] | undefined;
  /** How its images were made. */
  readonly modalities: readonly string[];
  /** What else is known of some of its images. */
  readonly kinds: Readonly<Record<BoardKind, readonly string[]>>;
}

/** Facets of images by which boards can be found, too. */
export const boardKinds = ['stain', 'size', 'density', 'contrast'] as const satisfies readonly ImageFacet[];
export type BoardKind = (typeof boardKinds)[number];

/** The boards that match the search, in the chosen order. */
export function filterBoards(boards: readonly ListedBoard[], search: BoardsSearch): ListedBoard[] {
  const { q, object, modality, sort } = search;
  const found = boards.filter(
    (board) =>
      holdsWords(wordsOf(board), q.trim()) &&
      (object === '' || objectOf(board.task, board.dataset) === object) &&
      (modality === '' || board.modalities.includes(modality)) &&
      boardKinds.every((kind) => search[kind] === '' || board.kinds[kind].includes(search[kind])),
  );
  return found.sort(by[sort]);
}

/** What the list can be narrowed to, each with the number of boards in the whole list. */
export function boardFacets(boards: readonly ListedBoard[]) {
  return {
    object: countValues(boards, ({ task, dataset }) => [objectOf(task, dataset)], { cell: 'cells', nucleus: 'nuclei' }),
    modality: countValues(boards, ({ modalities }) => modalities),
    kinds: boardKinds.map((kind) => ({
      kind,
      choices: facetChoices(
        kind,
        countValues(boards, ({ kinds }) => kinds[kind]),
      ),
    })),
  };
}

function wordsOf({ task, dataset, leaderboard, modalities, kinds }: ListedBoard): string {
  const rows = leaderboard?.rows ?? [];
  const own =
    dataset === null ? rows : rows.filter(({ results }) => results.some((one) => one.dataset === dataset.slug));
  return [
    ...[task.slug, task.name, task.description, dataset?.slug, dataset?.name, dataset?.licence],
    ...modalities,
    ...kinds.stain,
    ...own.flatMap(({ modelName, candidateName }) => [modelName, candidateName]),
  ].join(' ');
}

type Order = (a: ListedBoard, b: ListedBoard) => number;

/** All datasets of a task together come first in every order. */
const wholeFirst: Order = (a, b) => Number(a.dataset !== null) - Number(b.dataset !== null);
const most =
  (count: (board: ListedBoard) => number): Order =>
  (a, b) =>
    wholeFirst(a, b) || count(b) - count(a);

const by: Readonly<Record<BoardsSearch['sort'], Order>> = {
  name: wholeFirst,
  images: most(({ dataset }) => dataset?.imageCount ?? 0),
  models: most(({ leaderboard, dataset }) => (leaderboard ? methodCount(leaderboard, dataset?.slug ?? null) : 0)),
  newest: most(({ leaderboard, dataset }) =>
    leaderboard ? Date.parse(newestResult(leaderboard, dataset?.slug ?? null)) || 0 : 0,
  ),
};
