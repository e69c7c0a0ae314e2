import type { Overlap } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted, grouped } from '../../ui/counted.ts';

/** With which other datasets of this site it shares pictures, or is said to. */
export function OverlapList({ overlaps }: { readonly overlaps: readonly Overlap[] }): ReactNode {
  if (overlaps.length === 0) return null;
  return (
    <section>
      <h3>Shared with other datasets here</h3>
      <ul className="plain-list">
        {overlaps.map((overlap) => (
          <li key={overlap.dataset}>
            <Link to="/datasets/$dataset" params={{ dataset: overlap.dataset }}>
              {overlap.dataset}
            </Link>
            {': '}
            {overlapWords(overlap)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const declaredWords = {
  all: 'The catalogue says that one contains the other',
  some: 'The catalogue says that they share images',
} as const;

/** What is declared of two datasets, and what their pictures show. */
export function overlapWords({ declared, verdict, same, alike, images, otherImages }: Overlap): string {
  const compared = `${counted(images, 'image', 'images')} compared with ${grouped(otherImages)}`;
  if (verdict === 'not-found') {
    const claim = declaredWords[declared ?? 'some'];
    return `${claim}, but no picture of it was found (${compared}). Only parts of them may be here, or the statement is wrong.`;
  }
  const kinds = [same > 0 && `${grouped(same)} identical`, alike > 0 && `${grouped(alike)} alike`];
  const found = `${kinds.filter((kind) => kind !== false).join(' and ')} of ${compared}`;
  return declared === null
    ? `The catalogue does not say that they share images, but their pictures do: ${found}.`
    : `${declaredWords[declared]}; the pictures confirm it: ${found}.`;
}
