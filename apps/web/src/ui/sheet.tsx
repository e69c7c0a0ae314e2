import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { LinkedWords } from './linked-words.tsx';
import './sheet.css';

interface SheetProps {
  /** What it is, first in every width. */
  readonly lead: ReactNode;
  /** Facts in short: at the side where there is room, else below the lead. */
  readonly facts: ReactNode;
  /** Everything else. */
  readonly children: ReactNode;
}

/** The page of one thing: words, with its facts at the side. */
export function Sheet({ lead, facts, children }: SheetProps): ReactNode {
  return (
    <article className="sheet">
      <div className="sheet-lead">{lead}</div>
      <div className="sheet-facts">{facts}</div>
      <div className="sheet-rest">{children}</div>
    </article>
  );
}

interface SheetSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of a {@link Sheet} with its heading. */
export function SheetSection({ title, children }: SheetSectionProps): ReactNode {
  return (
    <section className="sheet-section" id={anchorOf(title)} data-title={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** A part of a {@link Sheet} that few look for: open where there is room, folded up on a narrow screen. */
export function FoldedSection({ title, children }: SheetSectionProps): ReactNode {
  const isWide = useMediaQuery('(min-width: 561px)', undefined, { getInitialValueInEffect: false });
  return (
    <section className="sheet-section" id={anchorOf(title)} data-title={title}>
      <details open={isWide}>
        <summary>
          <h2>{title}</h2>
        </summary>
        {children}
      </details>
    </section>
  );
}

const anchorOf = (title: string): string => title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** Sentences or links as a list. Addresses in sentences become links. */
export function PlainList({ items }: { readonly items: readonly ReactNode[] }): ReactNode {
  return (
    <ul className="plain-list">
      {items.map((item, i) => (
        <li key={i}>{typeof item === 'string' ? <LinkedWords words={item} /> : item}</li>
      ))}
    </ul>
  );
}

/** The outline of a {@link Sheet} that is loading. */
export function SheetSkeleton({ loading }: { readonly loading: string }): ReactNode {
  return (
    <div className="sheet" aria-busy="true">
      <div className="sheet-lead">
        <p className="visually-hidden" role="status">
          {loading}
        </p>
        <Skeleton height={72} radius={8} />
      </div>
      <div className="sheet-facts">
        <Skeleton height={420} radius={8} />
      </div>
      <div className="sheet-rest">
        <Skeleton height={220} radius={8} mb={36} />
        <Skeleton height={160} radius={8} />
      </div>
    </div>
  );
}
