import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import './cards.css';

interface CardGroupProps {
  readonly title: string;
  /** What they have in common. */
  readonly words: string;
  /** Cards as list items; without any, nothing is drawn. */
  readonly children: readonly ReactNode[];
}

/** Cards of one kind under their heading, with their number. */
export function CardGroup({ title, words, children }: CardGroupProps): ReactNode {
  if (children.length === 0) return null;
  return (
    <section>
      <h2 className="cards-heading">
        {title} <span>{children.length}</span>
      </h2>
      <p className="cards-words">{words}</p>
      <ul className="cards">{children}</ul>
    </section>
  );
}

/** A fact by its name; null if unknown. */
export type CardFact = readonly [name: string, words: ReactNode];

/** The facts of a card in two columns, without the unknown ones. */
export function CardFacts({ facts }: { readonly facts: readonly CardFact[] }): ReactNode {
  return (
    <dl className="card-facts">
      {facts.map(
        ([name, words]) =>
          words !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** The outline of a toolbar and cards that are loading. */
export function CardsSkeleton({ loading }: { readonly loading: string }): ReactNode {
  return (
    <div className="cards-waiting" aria-busy="true">
      <p className="visually-hidden" role="status">
        {loading}
      </p>
      <Skeleton height={88} radius={8} />
      <Skeleton height={28} width={160} mt={56} mb={36} />
      <div className="cards">
        {Array.from({ length: 6 }, (_, card) => (
          <Skeleton key={card} height={236} radius={8} />
        ))}
      </div>
    </div>
  );
}
