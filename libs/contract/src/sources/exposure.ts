import type { Slug } from '../identifiers.ts';
import type { Exposure, Source } from './source.schema.ts';

/**
 * Whether weights trained on some sources have seen the images of another.
 *
 * A source is seen where it is declared, or lies in a declared one as a whole. It is partly seen where it shares
 * images with a declared one: a part of it lies there, or a declared one lies in it. Containment reaches through
 * several sources, and a path is whole only if each of its steps is.
 *
 * @param declared sources the weights were trained on; null where nobody has said
 * @param of source of the images in question
 * @param vocabulary every source with what it contains
 */
export function exposure(declared: readonly Slug[] | null, of: Slug, vocabulary: readonly Source[]): Exposure {
  if (declared === null) return 'undisclosed';
  if (declared.includes(of)) return 'seen';
  const inside = declared.map((source) => extentWithin(source, of, vocabulary));
  if (inside.includes('all')) return 'seen';
  const around = declared.some((source) => extentWithin(of, source, vocabulary) !== null);
  return inside.includes('some') || around ? 'partly' : 'unseen';
}

/** How much of `part` lies in `whole`; null where nothing is known to. */
function extentWithin(whole: Slug, part: Slug, vocabulary: readonly Source[]): 'all' | 'some' | null {
  const contents = new Map(vocabulary.map(({ slug, contains }) => [slug, contains]));
  const best = new Map<Slug, 'all' | 'some'>([[whole, 'all']]);
  const waiting: Slug[] = [whole];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { source, extent } of contents.get(next) ?? []) {
      const reached = best.get(next) === 'all' ? extent : 'some';
      const known = best.get(source);
      if (known === 'all' || known === reached) continue;
      best.set(source, reached);
      waiting.push(source);
    }
  }
  return whole === part ? 'all' : (best.get(part) ?? null);
}
