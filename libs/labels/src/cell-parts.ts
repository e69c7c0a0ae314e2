import type { CellShapes } from './cell-shapes.ts';

/**
 * The areas of a cell's parts in pixels, the largest first: sets of its pixels that do not touch one another, not even
 * at a corner. Most cells are one part. Takes one pass over the cell's runs.
 *
 * @param cell its number, from 1
 */
export function partAreas(shapes: CellShapes, cell: number): number[] {
  const { first, row, left, right } = shapes;
  const from = first[cell]!;
  const to = first[cell + 1]!;
  if (isColumn(shapes, from, to)) return [shapes.area[cell]!];
  const parent = Int32Array.from({ length: to - from }, (_, k) => k);
  let above = from;
  for (let k = from; k < to; k++) {
    while (row[above]! < row[k]! - 1 || (row[above]! < row[k]! && right[above]! < left[k]!)) above++;
    for (let other = above; row[other]! < row[k]! && left[other]! <= right[k]!; other++)
      join(parent, other - from, k - from);
  }
  const areas = new Map<number, number>();
  for (let k = from; k < to; k++) {
    const part = rootOf(parent, k - from);
    areas.set(part, (areas.get(part) ?? 0) + right[k]! - left[k]!);
  }
  return [...areas.values()].sort((a, b) => b - a);
}

/** Whether each row has one run, beside that of the row above, as nearly all cells have: then they are one part. */
function isColumn({ row, left, right }: CellShapes, from: number, to: number): boolean {
  for (let k = from + 1; k < to; k++) {
    if (row[k] !== row[k - 1]! + 1 || left[k]! > right[k - 1]! || left[k - 1]! > right[k]!) return false;
  }
  return true;
}

function join(parent: Int32Array, a: number, b: number): void {
  parent[rootOf(parent, a)] = rootOf(parent, b);
}

function rootOf(parent: Int32Array, at: number): number {
  let root = at;
  while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
  return root;
}
