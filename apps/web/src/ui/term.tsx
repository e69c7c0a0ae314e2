import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { terms, type TermName } from '../glossary/terms.ts';
import { PopOver } from './pop-over.tsx';
import './term.css';

interface TermProps {
  readonly name: TermName;
  /** The word as it stands in the sentence. */
  readonly children: string;
}

/** A word that opens its explanation. */
export function Term({ name, children }: TermProps): ReactNode {
  return (
    <PopOver
      width={300}
      position="bottom"
      withArrow
      className="term-words"
      target={(toggle) => (
        <UnstyledButton component="button" className="term" onClick={toggle}>
          {children}
        </UnstyledButton>
      )}
    >
      {terms[name]}
    </PopOver>
  );
}
