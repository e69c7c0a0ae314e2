import type { Slug, Source } from '@cellboard/contract';
import { kebabCase } from './kebab-case.ts';

/** A source of the vocabulary, with the other spellings that people use for it. */
export interface CatalogSource extends Source {
  readonly aliases: readonly string[];
}

/** What a source is beside its name. */
interface More {
  /** The name in kebab case if left out. */
  readonly slug?: Slug;
  readonly aliases?: readonly string[];
  /** Sources that lie in it as a whole. */
  readonly all?: readonly Slug[];
  /** Sources that lie in it in part. */
  readonly some?: readonly Slug[];
  /** Who says that they lie in it, by slug: an address, or words. */
  readonly according?: Readonly<Record<Slug, string>>;
}

/** Describes a source. */
export function source(
  name: string,
  { slug = kebabCase(name), aliases = [], all = [], some = [], according = {} }: More = {},
) {
  const reference = (part: Slug) => (according[part] === undefined ? {} : { reference: according[part] });
  const contains: Source['contains'] = [
    ...all.map((part) => ({ source: part, extent: 'all' as const, ...reference(part) })),
    ...some.map((part) => ({ source: part, extent: 'some' as const, ...reference(part) })),
  ];
  return { slug, name, contains, aliases } satisfies CatalogSource;
}
