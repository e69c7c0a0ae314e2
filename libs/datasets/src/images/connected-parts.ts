import type { ImageSize } from '@cellboard/formats';

/** Ids, row by row. */
type Ids = Uint8Array | Uint16Array | Uint32Array;

/**
 * Numbers the connected parts of a mask in the order of their first pixels, row by row. Every value but 0 is
 * foreground. Pixels are connected where they share a side; those that touch at a corner alone are two parts.
 */
export function connectedParts(mask: Ids, size: ImageSize): Uint32Array {
  const parts = new Uint32Array(mask.length);
  const parent = [0];
  for (let y = 0; y < size.height; y++) markRow({ mask, parts, parent }, y * size.width, size.width);
  return numbered(parts, parent);
}

interface Marks {
  readonly mask: Ids;
  /** The part that each pixel was put into first. */
  readonly parts: Uint32Array;
  /** The part that each was joined to, or itself. */
  readonly parent: number[];
}

/** Gives the foreground of a row the part of the left or upper neighbour, or a new one. */
function markRow({ mask, parts, parent }: Marks, start: number, width: number): void {
  let left = 0;
  for (let at = start; at < start + width; at++) {
    if (mask[at] === 0) {
      left = 0;
      continue;
    }
    const above = parts[at - width] ?? 0;
    if (left !== 0 && above !== 0 && left !== above) join(parent, left, above);
    left ||= above || parent.push(parent.length) - 1;
    parts[at] = left;
  }
}

function rootOf(parent: number[], part: number): number {
  let root = part;
  while (parent[root] !== root) root = parent[root] = parent[parent[root] ?? 0] ?? 0;
  return root;
}

/** The part that began first stands for both. */
function join(parent: number[], one: number, other: number): void {
  const [a, b] = [rootOf(parent, one), rootOf(parent, other)];
  parent[Math.max(a, b)] = Math.min(a, b);
}

function numbered(parts: Uint32Array, parent: number[]): Uint32Array {
  let count = 0;
  // A part stands after the one that it was joined to, so that one has its number already.
  const numbers = Uint32Array.from(parent);
  for (let part = 1; part < parent.length; part++)
    numbers[part] = rootOf(parent, part) === part ? ++count : (numbers[rootOf(parent, part)] ?? 0);
  for (let i = 0; i < parts.length; i++) parts[i] = numbers[parts[i] ?? 0] ?? 0;
  return parts;
}
