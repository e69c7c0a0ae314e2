import type { Finding, FindingKind, QualityReport } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { counted, grouped } from '../../ui/counted.ts';
import { Term } from '../../ui/term.tsx';
import { findingKinds, findingWords } from './finding-words.ts';

/** Draws the image of a finding, small, with a link to the image. */
export type FindingPicture = (image: string) => ReactNode;

/** As many findings of a kind stand there at once, where there are many. */
const most = 3;
const many = 6;

/** The images of the findings that stand there at once. */
export function firstNames({ findings }: QualityReport): string[] {
  const first = findingKinds.flatMap((kind) => {
    const own = findings.filter((finding) => finding.kind === kind);
    return own.length >= many ? own.slice(0, most) : own;
  });
  return [...new Set(first.map(({ image }) => image))];
}

interface FindingGroupsProps {
  readonly report: QualityReport;
  readonly picture: FindingPicture;
}

/** What the report found, kind by kind, the gravest first. */
export function FindingGroups({ report: { findings, totals }, picture }: FindingGroupsProps): ReactNode {
  const kinds = findingKinds.filter((kind) => totals[kind] !== undefined);
  if (kinds.length === 0) return <p>The checks found nothing to look at.</p>;
  const all = kinds.reduce((sum, kind) => sum + (totals[kind] ?? 0), 0);
  return (
    <>
      <p>{counted(all, 'finding', 'findings')}, the most serious first. A finding is a reason to look, not an error.</p>
      {kinds.map((kind) => (
        <FindingGroup
          key={kind}
          kind={kind}
          total={totals[kind] ?? 0}
          findings={findings.filter((finding) => finding.kind === kind)}
          picture={picture}
        />
      ))}
    </>
  );
}

/** Kinds that were found by comparing fingerprints of pictures. */
const byFingerprint: readonly FindingKind[] = ['near-duplicate', 'near-other-dataset'];

interface FindingGroupProps {
  readonly kind: FindingKind;
  /** How many there are, listed or not. */
  readonly total: number;
  readonly findings: readonly Finding[];
  readonly picture: FindingPicture;
}

function FindingGroup({ kind, total, findings, picture }: FindingGroupProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { title, why } = findingWords[kind];
  const isLong = findings.length >= many;
  const unlisted = total - findings.length;
  return (
    <section className="finding-group">
      <h3>
        {title} <span className="tag">{grouped(total)}</span>
      </h3>
      <p className="sheet-note">
        {why} {byFingerprint.includes(kind) && <Term name="lookalike">How pictures are compared</Term>}
      </p>
      <ul className="finding-list">
        {(isOpen || !isLong ? findings : findings.slice(0, most)).map(({ image, message }, i) => (
          <li key={i}>
            {picture(image)}
            <span>
              <code title={image}>{shortName(image)}</code> {withShortNames(message)}
            </span>
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

/** Longer names are cut in the middle of a line; the whole one is in the tooltip. */
const longest = 24;

/** A name that may be a long hexadecimal number, short enough to read. */
export const shortName = (name: string): string => (name.length > longest ? `${name.slice(0, 10)}…` : name);

/** A sentence in which long hexadecimal numbers are short. */
const withShortNames = (message: string): string => message.replaceAll(/\b[0-9a-f]{32,}\b/g, shortName);
