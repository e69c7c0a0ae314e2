import { FormatError, parseJson } from '@cellboard/formats';

/** An object in one of the lists of a JSON file. */
export interface ListedObject {
  /** Name of the list. */
  readonly list: string;
  readonly object: unknown;
  /** Where its bytes stand in the file. */
  readonly from: number;
  readonly to: number;
}

/** Most bytes of one object, and of all that stands beside the objects. */
const MOST_BYTES = 64 * 2 ** 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** How deep the objects of the lists stand: inside the root object, inside a list. */
const IN_LIST = 2;

/** Characters in which the name of a list is looked for. */
const TAIL = 300;

/**
 * Takes a JSON file apart piece by piece: the objects in the lists of its root object come out one after the
 * other, and what is left, with a 0 in the place of each object, is kept, so that memory holds one object. Nothing
 * but brackets and texts is looked at here; the parser judges each object, and at the end what is left.
 */
export class JsonObjects {
  private readonly lists: ReadonlySet<string>;
  private rest = new Uint8Array(1024);
  private restBytes = 0;
  private element: Uint8Array[] = [];
  private elementBytes = 0;
  private elementAt = -1;
  private list: string | undefined;
  private depth = 0;
  private quoted = false;
  private escaped = false;
  private offset = 0;

  /** @param lists names of the lists whose objects come out */
  constructor(lists: readonly string[]) {
    this.lists = new Set(lists);
  }

  /**
   * The objects that end in the next piece of the file. The piece is not kept, so that its memory may be used again.
   *
   * @throws FormatError CORRUPT for an object that is not valid JSON, TOO_LARGE for one beyond 64 MiB
   */
  *read(piece: Uint8Array): Generator<ListedObject> {
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const byte = piece[i] ?? 0;
      if (this.quoted) this.skipText(byte);
      else if (byte === QUOTE) this.quoted = true;
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        if (this.startsObject(byte) || this.depth === IN_LIST - 1) {
          this.keep(piece.subarray(from, i));
          from = i;
        }
        this.open(byte, i);
      } else if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && this.close()) {
        this.keep(piece.subarray(from, i + 1));
        from = i + 1;
        yield this.takeObject(this.offset + from);
      }
    }
    this.keep(piece.slice(from));
    this.offset += piece.length;
  }

  /**
   * What is left once all pieces have been read: each object of the lists is a 0.
   *
   * @throws FormatError CORRUPT if it is not valid JSON
   */
  end(): unknown {
    return parseJson(Buffer.concat([this.rest.subarray(0, this.restBytes), ...this.element]));
  }

  private skipText(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) this.quoted = false;
  }

  private startsObject(byte: number): boolean {
    return byte === OPEN_OBJECT && this.depth === IN_LIST && this.list !== undefined;
  }

  private open(byte: number, i: number): void {
    if (this.startsObject(byte)) {
      this.elementAt = this.offset + i;
    } else if (this.depth === IN_LIST - 1) {
      const name = this.lastName();
      this.list = name !== undefined && this.lists.has(name) ? name : undefined;
    }
    this.depth++;
  }

  /** The name before a value of the root object. */
  private lastName(): string | undefined {
    const tail = this.rest.subarray(Math.max(0, this.restBytes - TAIL), this.restBytes);
    return /"([^"\\]*)"\s*:\s*$/.exec(new TextDecoder('latin1').decode(tail))?.[1];
  }

  /** Whether an object ends here. */
  private close(): boolean {
    this.depth--;
    if (this.depth < IN_LIST) this.list = undefined;
    return this.elementAt >= 0 && this.depth === IN_LIST;
  }

  private keep(bytes: Uint8Array): void {
    if (this.elementAt >= 0) {
      this.element.push(bytes);
      this.elementBytes += bytes.length;
    } else {
      this.keepRest(bytes);
    }
    if (this.elementBytes > MOST_BYTES || this.restBytes > MOST_BYTES)
      throw new FormatError(
        'TOO_LARGE',
        `The JSON file has more than ${MOST_BYTES} bytes in one object, or beside its lists, so it is not an annotation file.`,
      );
  }

  /** Copied, since a few bytes would keep the whole piece in memory. */
  private keepRest(bytes: Uint8Array): void {
    const length = this.restBytes + bytes.length;
    if (length > this.rest.length) {
      const larger = new Uint8Array(length * 2);
      larger.set(this.rest.subarray(0, this.restBytes));
      this.rest = larger;
    }
    this.rest.set(bytes, this.restBytes);
    this.restBytes = length;
  }

  private takeObject(to: number): ListedObject {
    const object = parseJson(Buffer.concat(this.element));
    const listed = { list: this.list ?? '', object, from: this.elementAt, to };
    this.element = [];
    this.elementBytes = 0;
    this.elementAt = -1;
    this.keep(Uint8Array.of(0x30));
    return listed;
  }
}
