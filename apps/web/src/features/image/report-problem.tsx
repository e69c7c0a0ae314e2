import type { AnnotationProblemKind } from '@cellboard/contract';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import { PopOver } from '../../ui/pop-over.tsx';

/** What a visitor reports. */
export interface Report {
  readonly kind: AnnotationProblemKind;
  readonly text: string;
}

/** What became of a report. */
export type Reporting =
  | { readonly state: 'writing' }
  /** Reports are only taken from people with an account. */
  | { readonly state: 'signed-out'; readonly signIn: ReactNode }
  | { readonly state: 'sending' }
  | { readonly state: 'sent' }
  | { readonly state: 'refused'; readonly message: string };

interface ReportProblemProps {
  /** The selected cell in words; null for none. */
  readonly cell: string | null;
  readonly reporting: Reporting;
  readonly onSend: (report: Report) => void;
}

const kinds: readonly (readonly [AnnotationProblemKind, string])[] = [
  ['missed', 'A cell is not annotated'],
  ['invented', 'What is annotated is no cell'],
  ['merged', 'Two cells are annotated as one'],
  ['split', 'One cell is annotated as several'],
  ['outline', 'An outline is wrong'],
  ['image', 'Something is wrong with the image'],
  ['tags', 'Cell type, stain or another tag is wrong'],
  ['other', 'Something else'],
];

/** A form for what looks wrong with an annotation; the curators see it with a link to this view. */
export function ReportProblem(props: ReportProblemProps): ReactNode {
  return (
    <PopOver
      width={340}
      position="bottom-end"
      className="menu"
      trapFocus
      target={(toggle) => (
        <Button variant="default" size="sm" leftSection={<IconFlag size={16} aria-hidden />} onClick={toggle}>
          Report a problem
        </Button>
      )}
    >
      <Form {...props} />
    </PopOver>
  );
}

function Form({ cell, reporting, onSend }: ReportProblemProps): ReactNode {
  const [kind, setKind] = useState<AnnotationProblemKind>(cell === null ? 'missed' : 'outline');
  const [text, setText] = useState('');
  if (reporting.state === 'sent') return <p role="status">Thank you. The curators will look at it.</p>;
  if (reporting.state === 'signed-out') {
    return (
      <>
        <h3>Report an annotation problem</h3>
        <p>You need an account to send a report. {reporting.signIn}</p>
      </>
    );
  }
  return (
    <form
      className="report-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ kind, text: text.trim() });
      }}
    >
      <h3>Report an annotation problem</h3>
      <NativeSelect
        label="What is wrong"
        data={kinds.map(([value, label]) => ({ value, label }))}
        value={kind}
        onChange={({ currentTarget }) => {
          setKind(kinds.find(([value]) => value === currentTarget.value)?.[0] ?? 'other');
        }}
      />
      <Textarea
        label="What you see"
        description={cell === null ? 'Select a cell first if it is about one.' : `About ${cell}.`}
        required
        minLength={3}
        maxLength={2000}
        rows={4}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
        }}
      />
      {reporting.state === 'refused' && (
        <div role="alert">
          <p>The report was not stored: {reporting.message}</p>
          <p>Nothing is lost: copy the report, and send it to the people who run this site.</p>
          <CopyButton
            text={() => `${window.location.href}\n${kind}: ${text}`}
            label="Copy the report"
            done="Copied"
            otherwise="The browser refused the clipboard. Copy the text by hand."
          />
        </div>
      )}
      <Button type="submit" size="sm" loading={reporting.state === 'sending'}>
        Send
      </Button>
    </form>
  );
}
