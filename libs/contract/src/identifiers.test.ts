import fc from 'fast-check';
import { ImageName, OneLine, Slug, Text, WebAddress } from './identifiers.ts';
import { MetricId } from './metric.schema.ts';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('a slug', () => {
  it.each(['ab', 'dsb2018-nuclei', '2d-cells'])('may be %j', (slug) => {
    expect(accepts(Slug, slug)).toBe(true);
  });

  it('needs no escaping in an address, whatever was accepted', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 70 }), (text) => {
        if (accepts(Slug, text)) expect(encodeURIComponent(text)).toBe(text);
      }),
    );
  });
});

describe('the name of an image', () => {
  it.each(['cell_007', 'Zelle 12 (ü)', '00071198d059ba7f', 'a.b', '…'])('may be %j', (name) => {
    expect(accepts(ImageName, name)).toBe(true);
  });

  it.each(['', '.', '..', 'a/b', 'a\\b', 'a\0b', 'a\nb', 'a\u202Eb', 'x'.repeat(201)])('may not be %j', (name) => {
    expect(accepts(ImageName, name)).toBe(false);
  });
});

describe('the id of a metric', () => {
  it.each(['mDice', 'f1@0.5', 'nsd@2', 'hd95', 'ap@0.75'])('may be %j', (id) => {
    expect(accepts(MetricId, id)).toBe(true);
  });

  it.each(['', 'f1@', '@0.5', 'f1@0.5.5', 'm-dice', 'constructor@x'])('may not be %j', (id) => {
    expect(accepts(MetricId, id)).toBe(false);
  });
});

/** The characters that change the direction of text. */
const bidi = [0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069].map(
  (code) => String.fromCodePoint(code),
);

describe('text', () => {
  it.each(['', 'Zürich', 'μm²', 'משהו', 'a\u200Db', '👩‍🔬'])('may be %j, on one line and on several', (text) => {
    expect([accepts(OneLine, text), accepts(Text, text)]).toEqual([true, true]);
  });

  it.each(['a\nb', 'a\tb', 'a\r\nb'])('may be %j on several lines alone', (text) => {
    expect([accepts(OneLine, text), accepts(Text, text)]).toEqual([false, true]);
  });

  it.each(['\0', '\x1b[31m', '\x7f', '\u0085', ...bidi])('may not hold %j', (character) => {
    for (const schema of [OneLine, Text]) expect(accepts(schema, `a${character}b`)).toBe(false);
  });
});

describe('a web address', () => {
  const ofLength = (length: number) => `https://example.org/${'x'.repeat(length - 20)}`;

  it.each([
    'https://example.org',
    'http://example.org:8080/a?b=c#d',
    'https://example.org/@someone?to=a@b.c#d@e',
    'https://bücher.example/ä',
    ofLength(2000),
  ])('may be %j', (address) => {
    expect(accepts(WebAddress, address)).toBe(true);
  });

  it.each([
    'example.org',
    'ftp://example.org',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'https://user@example.org',
    'https://user:word@example.org',
    'https://:word@example.org',
    'https:\\\\user@example.org',
    'HTTPS:user:word@example.org',
    'https://example.org/\u202Etxt.exe',
    'https://example.org/\0',
    ofLength(2001),
  ])('may not be %j', (address) => {
    expect(accepts(WebAddress, address)).toBe(false);
  });
});

it('refuses half of a surrogate pair in text, and takes a whole one', () => {
  for (const schema of [OneLine, Text]) {
    expect(schema.safeParse('half \ud800').success).toBe(false);
    expect(schema.safeParse('half \udc00').success).toBe(false);
    expect(schema.parse('whole \u{1f52c}')).toBe('whole \u{1f52c}');
  }
});
