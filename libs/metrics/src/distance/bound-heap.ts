/**
 * Items by bound, equal bounds by number: the smallest comes first.
 *
 * One heap serves many searches: `clear` keeps its memory.
 */
export class BoundHeap {
  size = 0;
  private bounds = new Float64Array(64);
  private numbers = new Int32Array(64);
  private items = new Int32Array(64);

  /** Smallest bound; Infinity where the heap is empty. */
  get least(): number {
    return this.size === 0 ? Infinity : this.bounds[0]!;
  }

  clear(): void {
    this.size = 0;
  }

  push(bound: number, number: number, item: number): void {
    if (this.size === this.items.length) this.grow();
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBehind(parent, bound, number)) break;
      this.move(parent, at);
      at = parent;
    }
    this.bounds[at] = bound;
    this.numbers[at] = number;
    this.items[at] = item;
  }

  /** Takes the first item out. The heap must not be empty. */
  pop(): number {
    const first = this.items[0]!;
    const last = --this.size;
    const bound = this.bounds[last]!;
    const number = this.numbers[last]!;
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (child + 1 < last && this.isBehind(child, this.bounds[child + 1]!, this.numbers[child + 1]!)) child++;
      if (this.isBehind(child, bound, number)) break;
      this.move(child, at);
      at = child;
    }
    this.move(last, at);
    return first;
  }

  /** Whether the entry at a place comes after the given bound and number. */
  private isBehind(at: number, bound: number, number: number): boolean {
    return this.bounds[at]! > bound || (this.bounds[at] === bound && this.numbers[at]! > number);
  }

  private move(from: number, to: number): void {
    this.bounds[to] = this.bounds[from]!;
    this.numbers[to] = this.numbers[from]!;
    this.items[to] = this.items[from]!;
  }

  private grow(): void {
    const bounds = new Float64Array(2 * this.size);
    const numbers = new Int32Array(2 * this.size);
    const items = new Int32Array(2 * this.size);
    bounds.set(this.bounds);
    numbers.set(this.numbers);
    items.set(this.items);
    this.bounds = bounds;
    this.numbers = numbers;
    this.items = items;
  }
}
