import { FormatError } from '../format-error.ts';
import { unfit, type PickleValue } from './pickle-objects.ts';

const MARK = Symbol('mark');

/** A stack machine for the harmless part of pickle protocols 2 to 5 (CPython, Lib/pickletools.py). */
export class PickleMachine {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;
  private readonly stack: (PickleValue | typeof MARK)[] = [];
  private readonly memo = new Map<number, PickleValue>();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  push(value: PickleValue): void {
    this.stack.push(value);
  }

  pop(): PickleValue {
    const value = this.stack.pop();
    if (value === undefined || value === MARK) throw unfit();
    return value;
  }

  top(): PickleValue {
    const value = this.stack.at(-1);
    if (value === undefined || value === MARK) throw unfit();
    return value;
  }

  mark(): void {
    this.stack.push(MARK);
  }

  /** All values since the last mark, which goes with them. */
  popToMark(): PickleValue[] {
    const values = this.popMany(this.stack.length - 1 - this.stack.lastIndexOf(MARK));
    if (this.stack.pop() !== MARK) throw unfit();
    return values;
  }

  popMany(count: number): PickleValue[] {
    const values: PickleValue[] = [];
    for (let i = 0; i < count; i++) values.push(this.pop());
    return values.reverse();
  }

  popPair(): [PickleValue, PickleValue] {
    const second = this.pop();
    return [this.pop(), second];
  }

  store(slot: number = this.memo.size): void {
    this.memo.set(slot, this.top());
  }

  recall(slot: number): PickleValue {
    const value = this.memo.get(slot);
    if (value === undefined) throw unfit();
    return value;
  }

  /** A little-endian number. */
  number(size: 1 | 2 | 4 | 8): number {
    const at = this.advance(size);
    if (size === 1) return this.view.getUint8(at);
    if (size === 2) return this.view.getUint16(at, true);
    if (size === 4) return this.view.getUint32(at, true);
    return Number(this.view.getBigUint64(at, true));
  }

  float(): number {
    return this.view.getFloat64(this.advance(8));
  }

  take(length: number): Uint8Array {
    const at = this.advance(length);
    return this.bytes.subarray(at, at + length);
  }

  text(length: number): string {
    return new TextDecoder().decode(this.take(length));
  }

  line(): string {
    const end = this.bytes.indexOf(0x0a, this.at);
    if (end < 0) throw unfit();
    const text = this.text(end - this.at);
    this.at = end + 1;
    return text;
  }

  private advance(length: number): number {
    const at = this.at;
    if (at + length > this.bytes.length) {
      throw new FormatError(
        'TRUNCATED',
        `The pickled file ends after ${this.bytes.length} bytes, in the middle of a value.`,
      );
    }
    this.at += length;
    return at;
  }
}
