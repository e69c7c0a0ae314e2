import type { Finding, FindingKind, QualityReport } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { counted, grouped } from '../../ui/counted.ts';
import { findingKinds, findingWords } from './finding-words.ts';

/** As many findings of a kind stand there at once, where there are many. */
const most = 3;
const many = 6;

/** What the report found, kind by kind, the gravest first. */
export function FindingGroups({ report: { findings, totals } }: { readonly report: QualityReport }): ReactNode {
  const kinds = findingKinds.filter((kind) => totals[kind] !== undefined);
  if (kinds.length === 0) {
    return <p>Nothing was found that a curator would have to look at.</p>;
  }
  const all = kinds.reduce((sum, kind) => sum + (totals[kind] ?? 0), 0);
  return (
    <>
      <p>{counted(all, 'finding', 'findings')}, the gravest first. A finding is a reason to look, not yet a fault.</p>
      {kinds.map((kind) => (
        <FindingGroup
          key={kind}
          kind={kind}
          total={totals[kind] ?? 0}
          findings={findings.filter((finding) => finding.kind === kind)}
        />
      ))}
    </>
  );
}

interface FindingGroupProps {
  readonly kind: FindingKind;
  /** How many there are, listed or not. */
  readonly total: number;
  readonly findings: readonly Finding[];
}

function FindingGroup({ kind, total, findings }: FindingGroupProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { title, why } = findingWords[kind];
  const isLong = findings.length >= many;
  const unlisted = total - findings.length;
  return (
    <section className="finding-group">
      <h3>
        {title} <span className="tag">{grouped(total)}</span>
      </h3>
      <p className="sheet-note">{why}</p>
      <ul className="finding-list">
        {(isOpen || !isLong ? findings : findings.slice(0, most)).map(({ image, message }, i) => (
          <li key={i}>
            <code>{image}</code> <span>{message}</span>
          </li>
        ))}
      </ul>
      {isLong && (
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {isOpen ? `Show the first ${String(most)}` : `Show all ${grouped(findings.length)}`}
          <span className="visually-hidden"> of: {title}</span>
        </Button>
      )}
      {unlisted > 0 && (isOpen || !isLong) && (
        <p className="sheet-note">{grouped(unlisted)} more are counted and not listed.</p>
      )}
    </section>
  );
}
