import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { terms, type TermName } from '../glossary/terms.ts';
import './term.css';

interface TermProps {
  readonly name: TermName;
  /** The word as it stands in the sentence. */
  readonly children: string;
}

/** A word that opens its explanation. */
export function Term({ name, children }: TermProps): ReactNode {
  return (
    <Popover width={300} position="bottom" withArrow shadow="md">
      <Popover.Target>
        <UnstyledButton component="button" className="term">
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="term-words">{terms[name]}</Popover.Dropdown>
    </Popover>
  );
}
