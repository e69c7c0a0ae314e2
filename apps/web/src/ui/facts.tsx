import type { ReactNode } from 'react';
import './facts.css';

/** A panel of facts, each with its name. */
export function FactList({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className="facts">{children}</dl>;
}

interface FactProps {
  readonly name: ReactNode;
  /** Left out where it is null or empty: an unknown value is not a fact. */
  readonly children: ReactNode;
}

/** One fact of a {@link FactList}. */
export function Fact({ name, children }: FactProps): ReactNode {
  if (children === null || children === undefined || children === '' || children === false) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
