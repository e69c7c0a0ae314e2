import type { DatasetDetails } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import { LinkedWords } from '../../ui/linked-words.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import { WebLink } from '../../ui/web-link.tsx';

/** How to get a dataset's files from its provider, and the commands that import them. */
export function GettingData({ dataset }: { readonly dataset: DatasetDetails }): ReactNode {
  const { sourceUrl, facts } = dataset;
  const steps = facts?.steps ?? [];
  return (
    <>
      {(steps.length > 0 || sourceUrl !== null) && (
        <SheetSection title="How to get the data">
          {steps.length > 0 && (
            <ol className="numbered-list">
              {steps.map((step) => (
                <li key={step}>
                  <LinkedWords words={step} />
                </li>
              ))}
            </ol>
          )}
          {sourceUrl !== null && (
            <p>
              Provider: <WebLink href={sourceUrl} />
            </p>
          )}
        </SheetSection>
      )}
      <Importing dataset={dataset} />
    </>
  );
}

function Importing({ dataset: { name, facts } }: { readonly dataset: DatasetDetails }): ReactNode {
  const [usual, ...others] = facts?.commands ?? [];
  if (usual === undefined) return null;
  const about = `the command that imports ${name}`;
  return (
    <SheetSection title="Import into this site">
      <p>
        Site administrators: run this in the Cellboard folder. Add <code>--dry-run</code> to see first what would
        happen.
      </p>
      <Command about={about}>{usual}</Command>
      {others.length > 0 && (
        <>
          <p>{others.length === 1 ? 'Another part of it' : 'Other parts of it'} can be a dataset of its own:</p>
          {others.map((command) => (
            <Command key={command} about={about}>
              {command}
            </Command>
          ))}
        </>
      )}
    </SheetSection>
  );
}
