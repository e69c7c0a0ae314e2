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
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A tag with its attributes; each alternative begins with another character, so that no text takes more than one pass. */
const TAG = /<(\/?)(?:\w{1,20}:)?([A-Za-z_][\w.-]{0,60})((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The tags of an XML text, one after the other. It does not read XML in general: no texts, no document types.
 *
 * @throws FormatError UNSAFE for a document type, which may define what would have to be fetched
 */
export function* xmlTags(text: string): Generator<XmlTag> {
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY'))
    throw new FormatError(
      'UNSAFE',
      'The XML file defines a document type, which is not read. Export it again without.',
    );
  for (const [, slash, name = '', rest = ''] of text.matchAll(TAG)) {
    yield { name, ends: slash === '/', attribute: (wanted) => attributeOf(rest, wanted) };
  }
}

function attributeOf(text: string, wanted: string): string | undefined {
  for (const [, key, double, single] of text.matchAll(ATTRIBUTE)) {
    if (key !== wanted) continue;
    return (double ?? single ?? '').replace(/&(\w+);/g, (all, entity: string) => ENTITIES[entity] ?? all);
  }
  return undefined;
}
