import type { NewWeights, Slug } from '@cellboard/contract';
import type { WeightsEntity, WeightsSourceRow } from '@cellboard/db';

/** What weights were trained on, in a normal form: equal declarations compare as equal. */
export interface DeclaredSources {
  /** In order; null where nothing is disclosed. */
  readonly sources: readonly Slug[] | null;
  readonly complete: boolean;
}

/** What a request declares. */
export function declaredIn({ sources, complete }: Pick<NewWeights, 'sources' | 'complete'>): DeclaredSources {
  return canonical(sources ?? [], sources !== null && complete);
}

/** What was declared for weights themselves, without what they inherit. */
export function declaredFor({ id, complete }: WeightsEntity, rows: readonly WeightsSourceRow[]): DeclaredSources {
  const own = rows.filter(({ weightsId, inherited }) => weightsId === id && !inherited);
  return canonical(
    own.map(({ slug }) => slug),
    complete,
  );
}

function canonical(sources: readonly Slug[], complete: boolean): DeclaredSources {
  const named = [...new Set(sources)].sort();
  return { sources: named.length === 0 && !complete ? null : named, complete };
}
