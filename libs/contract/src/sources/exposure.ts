import type { Slug } from '../identifiers.ts';
import type { Exposure, Source } from './source.schema.ts';

/** What weights were trained on. */
export interface Declared {
  readonly sources: readonly Slug[];
  /** False where there were further images, of sources that nobody has named. */
  readonly complete: boolean;
}

/** What is known of weights of which nobody has said anything. */
export const UNDISCLOSED: Declared = { sources: [], complete: false };

/**
 * Whether weights trained on some sources have seen the images of another.
 *
 * A source is seen where it is declared, or lies in a declared one as a whole. It is partly seen where it shares
 * images with a declared one: a part of it lies there, or a declared one lies in it. Containment reaches through
 * several sources, and a path is whole only if each of its steps is.
 *
 * What is not disclosed may be anything: with an incomplete declaration, no images count as unseen.
 *
 * @param of source of the images in question
 * @param vocabulary every source with what it contains
 */
export function exposure({ sources, complete }: Declared, of: Slug, vocabulary: readonly Source[]): Exposure {
  if (sources.includes(of)) return 'seen';
  const inside = sources.map((source) => extentWithin(source, of, vocabulary));
  if (inside.includes('all')) return 'seen';
  const around = sources.some((source) => extentWithin(of, source, vocabulary) !== null);
  if (inside.includes('some') || around) return 'partly';
  return complete ? 'unseen' : 'undisclosed';
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
