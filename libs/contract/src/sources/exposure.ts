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

/** What has been found of a vocabulary, so that a board of many candidates looks up each source once. */
const found = new WeakMap<readonly Source[], Vocabulary>();

interface Vocabulary {
  readonly contents: ReadonlyMap<Slug, Source['contains']>;
  readonly reach: Map<Slug, ReadonlyMap<Slug, 'all' | 'some'>>;
}

function vocabularyOf(sources: readonly Source[]): Vocabulary {
  const known = found.get(sources) ?? {
    contents: new Map(sources.map(({ slug, contains }) => [slug, contains])),
    reach: new Map<Slug, ReadonlyMap<Slug, 'all' | 'some'>>(),
  };
  found.set(sources, known);
  return known;
}

/** How much of `part` lies in `whole`; null where nothing is known to. */
function extentWithin(whole: Slug, part: Slug, vocabulary: readonly Source[]): 'all' | 'some' | null {
  if (whole === part) return 'all';
  const { contents, reach } = vocabularyOf(vocabulary);
  const known = reach.get(whole) ?? reachOf(whole, contents);
  reach.set(whole, known);
  return known.get(part) ?? null;
}

/** Everything that lies in a source, and how much of it. */
function reachOf(whole: Slug, contents: Vocabulary['contents']): ReadonlyMap<Slug, 'all' | 'some'> {
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
  return best;
}
