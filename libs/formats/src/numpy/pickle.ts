import { FormatError } from '../format-error.ts';
import { latin1 } from './numpy-texts.ts';
import { PickleMachine } from './pickle-machine.ts';
import {
  build,
  giveState,
  knownName,
  PickledSlot,
  unfit,
  type PickledArray,
  type PickleValue,
} from './pickle-objects.ts';

/** Instructions that are carried out: far more than any file of one image needs. */
const MAX_STEPS = 1_000_000;

/**
 * Finds the arrays in a pickled dictionary, such as Cellpose's `_seg.npy`, without ever running what it says: only
 * the instructions that build arrays, numbers, texts, lists and dictionaries are known (pickle protocols 2 to 5;
 * CPython, Lib/pickletools.py), and the first name of anything but a NumPy array ends the reading.
 *
 * @throws FormatError UNSAFE for any other name or instruction, CORRUPT if the instructions do not fit together
 */
export function readPickledArrays(bytes: Uint8Array): Map<string, PickledArray> {
  const top = run(new PickleMachine(bytes));
  const dictionary = top instanceof PickledSlot ? top.objects[0] : top;
  const arrays = new Map<string, PickledArray>();
  if (!(dictionary instanceof Map)) return arrays;
  for (const [key, value] of dictionary) {
    if (typeof key === 'string' && value instanceof PickledSlot && value.array) arrays.set(key, value.array);
  }
  return arrays;
}

/** A cell of a table; texts of bytes are taken for Latin-1. */
export type TableValue = string | number | boolean | null;

/**
 * Reads a pickled array of objects as the rows of a table: of shape (rows, columns), or (rows) of texts, numbers or
 * lists. Nothing is run, see {@link readPickledArrays}.
 *
 * @throws FormatError UNSAFE, CORRUPT, or UNSUPPORTED for anything but texts, numbers, truth values and None in it
 */
export function readPickledRows(bytes: Uint8Array): TableValue[][] {
  const top = run(new PickleMachine(bytes));
  if (!(top instanceof PickledSlot) || top.array) throw unfit();
  const { objects, shape } = top;
  const [rows = 1, columns = 1] = shape;
  if (shape.length > 2 || rows * columns !== objects.length) throw unfit();
  if (shape.length === 2)
    return Array.from({ length: rows }, (_, i) => objects.slice(i * columns, (i + 1) * columns).map(toTableValue));
  return objects.map((item) => (Array.isArray(item) ? item.map(toTableValue) : [toTableValue(item)]));
}

function toTableValue(value: PickleValue): TableValue {
  if (value instanceof Uint8Array) return latin1(value);
  if (value === null || typeof value !== 'object') return value;
  throw new FormatError(
    'UNSUPPORTED',
    'The table holds something other than texts, numbers, truth values and None. Save it without that.',
  );
}

function run(machine: PickleMachine): PickleValue {
  for (let step = 0; step < MAX_STEPS; step++) {
    const code = machine.number(1);
    if (code === STOP) return machine.pop();
    const value = values[code];
    const action = actions[code];
    if (value) {
      machine.push(value(machine));
    } else if (action) {
      action(machine);
    } else {
      throw new FormatError(
        'UNSAFE',
        `The pickled file uses instruction ${code}, which arrays do not need. Save the labels alone.`,
      );
    }
  }
  throw new FormatError(
    'TOO_LARGE',
    `The pickled file has more than ${MAX_STEPS} instructions. Save the labels alone.`,
  );
}

const STOP = 0x2e;

/** Instructions that put a value on the stack. */
const values: Readonly<Record<number, (machine: PickleMachine) => PickleValue>> = {
  0x4e: () => null, // NONE
  0x88: () => true, // NEWTRUE
  0x89: () => false, // NEWFALSE
  0x4a: (m) => m.number(4) | 0, // BININT
  0x4b: (m) => m.number(1), // BININT1
  0x4d: (m) => m.number(2), // BININT2
  0x8a: (m) => toInteger(m.take(m.number(1))), // LONG1
  0x47: (m) => m.float(), // BINFLOAT
  0x58: (m) => m.text(m.number(4)), // BINUNICODE
  0x8c: (m) => m.text(m.number(1)), // SHORT_BINUNICODE
  0x8d: (m) => m.text(m.number(8)), // BINUNICODE8
  0x54: (m) => m.take(m.number(4)), // BINSTRING
  0x55: (m) => m.take(m.number(1)), // SHORT_BINSTRING
  0x42: (m) => m.take(m.number(4)), // BINBYTES
  0x43: (m) => m.take(m.number(1)), // SHORT_BINBYTES
  0x8e: (m) => m.take(m.number(8)), // BINBYTES8
  0x96: (m) => m.take(m.number(8)), // BYTEARRAY8
  0x5d: () => [], // EMPTY_LIST
  0x7d: () => new Map(), // EMPTY_DICT
  0x29: () => [], // EMPTY_TUPLE
  0x85: (m) => m.popMany(1), // TUPLE1
  0x86: (m) => m.popMany(2), // TUPLE2
  0x87: (m) => m.popMany(3), // TUPLE3
  0x74: (m) => m.popToMark(), // TUPLE
  0x68: (m) => m.recall(m.number(1)), // BINGET
  0x6a: (m) => m.recall(m.number(4)), // LONG_BINGET
  0x63: (m) => knownName(m.line(), m.line()), // GLOBAL
  0x93: (m) => knownName(...m.popPair()), // STACK_GLOBAL
  0x52: (m) => build(...m.popPair()), // REDUCE
};

/** Instructions that change what is there. */
const actions: Readonly<Record<number, (machine: PickleMachine) => unknown>> = {
  0x80: (m) => m.number(1), // PROTO
  0x95: (m) => m.number(8), // FRAME
  0x28: (m) => {
    m.mark();
  }, // MARK
  0x71: (m) => {
    m.store(m.number(1));
  }, // BINPUT
  0x72: (m) => {
    m.store(m.number(4));
  }, // LONG_BINPUT
  0x94: (m) => {
    m.store();
  }, // MEMOIZE
  0x61: (m) => {
    append(m.popMany(1), m.top());
  }, // APPEND
  0x65: (m) => {
    append(m.popToMark(), m.top());
  }, // APPENDS
  0x73: (m) => {
    setItems(m.popMany(2), m.top());
  }, // SETITEM
  0x75: (m) => {
    setItems(m.popToMark(), m.top());
  }, // SETITEMS
  0x62: (m) => {
    giveState(m.pop(), m.top());
  }, // BUILD
};

function append(items: readonly PickleValue[], list: PickleValue): void {
  if (!Array.isArray(list)) throw unfit();
  for (const item of items) list.push(item);
}

function setItems(items: readonly PickleValue[], dictionary: PickleValue): void {
  if (!(dictionary instanceof Map)) throw unfit();
  for (let i = 0; i + 1 < items.length; i += 2) dictionary.set(items[i]!, items[i + 1]!);
}

/** Two's complement, little-endian; only small ones occur in a shape. */
function toInteger(bytes: Uint8Array): number {
  let value = 0;
  bytes.forEach((byte, i) => {
    value += byte * 256 ** i;
  });
  return (bytes.at(-1) ?? 0) >= 128 ? value - 256 ** bytes.length : value;
}
