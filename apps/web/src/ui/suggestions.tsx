import type { ReactNode } from 'react';
import { EmptyNotice } from './notice.tsx';
import './suggestions.css';

interface SuggestionsProps {
  readonly title: string;
  /** Links to what looks like it. */
  readonly likely: readonly ReactNode[];
  /** Link to the list of all. */
  readonly all: ReactNode;
}

/** Shown for something that does not exist: similar things, and a link to all. */
export function Suggestions({ title, likely, all }: SuggestionsProps): ReactNode {
  const ways = (
    <ul className="suggestions">
      {[...likely, all].map((way, i) => (
        <li key={i}>{way}</li>
      ))}
    </ul>
  );
  return (
    <EmptyNotice title={title} action={ways}>
      {likely.length > 0 ? 'Did you mean:' : 'Check the address, or look through the list.'}
    </EmptyNotice>
  );
}
