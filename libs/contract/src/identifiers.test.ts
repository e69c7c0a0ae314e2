import fc from 'fast-check';
import { ImageName, Slug } from './identifiers.ts';
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

  it.each(['', '.', '..', 'a/b', 'a\\b', 'a\0b', 'a\nb', 'x'.repeat(201)])('may not be %j', (name) => {
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
