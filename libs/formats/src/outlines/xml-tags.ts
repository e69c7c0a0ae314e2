import { FormatError } from '../format-error.ts';

/** A tag of an XML text. */
export interface XmlTag {
  /** Without its prefix. */
  readonly name: string;
  /** Whether it ends an element that began before. */
  readonly ends: boolean;
  readonly attribute: (name: string) => string | undefined;
}

/** The five entities that XML has by itself. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** What may stand between tags, by its beginning and its end. */
const NO_TAGS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Longest name of a tag or an attribute. */
const LONGEST_NAME = 100;

/**
 * The tags of an XML text, one after the other. It does not read XML in general: no texts, no document types. Takes one
 * pass, whatever the text holds.
 *
 * @throws FormatError UNSAFE for a document type, which may define what would have to be fetched; TRUNCATED if the text
 *   ends before its elements do, CORRUPT for what is not XML
 */
export function* xmlTags(text: string): Generator<XmlTag> {
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY'))
    throw new FormatError(
      'UNSAFE',
      'The XML file defines a document type, which is not read. Export it again without.',
    );
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const next = endOfNoTag(text, at);
    if (next !== undefined) {
      at = next;
      continue;
    }
    const end = endOfTag(text, at + 1);
    const tag = readTag(text, at + 1, end);
    if (tag.ends) depth--;
    else if (text[end - 1] !== '/') depth++;
    yield tag;
    at = end + 1;
  }
  if (depth !== 0) throw cutOff();
}

/** Behind a comment and its like; undefined where a tag begins. */
function endOfNoTag(text: string, at: number): number | undefined {
  const [begin, end] = NO_TAGS.find(([begins]) => text.startsWith(begins, at)) ?? [];
  if (begin === undefined) return undefined;
  const found = text.indexOf(end, at + begin.length);
  if (found < 0) throw cutOff();
  return found + end.length;
}

/** Where the tag ends with `>`; in quotes that is an ordinary letter. */
function endOfTag(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (letter === '>') return at;
    if (letter === '<') throw notXml(at);
    if (letter !== '"' && letter !== "'") continue;
    at = text.indexOf(letter, at + 1);
    if (at < 0) break;
  }
  throw cutOff();
}

function readTag(text: string, start: number, end: number): XmlTag {
  const beginning = text.slice(start, Math.min(end, start + 2 * LONGEST_NAME));
  const [whole, slash, name] = /^(\/?)(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/.exec(beginning) ?? [];
  if (whole === undefined || name === undefined || name.length > LONGEST_NAME) throw notXml(start);
  return {
    name,
    ends: slash === '/',
    attribute: (wanted) => attributeOf(text.slice(start + whole.length, end), wanted),
  };
}

function attributeOf(text: string, wanted: string): string | undefined {
  for (let at = 0, equals = text.indexOf('='); equals >= 0; equals = text.indexOf('=', at)) {
    const [, key] = /([\w:.-]+)\s*$/.exec(text.slice(Math.max(at, equals - LONGEST_NAME), equals)) ?? [];
    const start = firstQuote(text, equals + 1);
    const quote = text[start];
    const end = quote === '"' || quote === "'" ? text.indexOf(quote, start + 1) : -1;
    if (end < 0) return undefined;
    if (key === wanted) return withEntities(text.slice(start + 1, end));
    at = end + 1;
  }
  return undefined;
}

/** Behind the spaces that may stand before a quotation mark. */
function firstQuote(text: string, start: number): number {
  const next = text[start];
  if (next === '"' || next === "'") return start;
  const [spaces = ''] = /^\s{0,100}/.exec(text.slice(start, start + LONGEST_NAME)) ?? [];
  return start + spaces.length;
}

/** Files of outlines have millions of values, hardly any of them with an entity. */
function withEntities(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(\w{1,8});/g, (all, entity: string) => ENTITIES.get(entity) ?? all);
}

function cutOff(): FormatError {
  return new FormatError('TRUNCATED', 'The XML file ends before its elements do: it was cut off. Export it again.');
}

function notXml(at: number): FormatError {
  return new FormatError('CORRUPT', `The XML file has no sound tag at character ${at}. Export it again.`);
}
