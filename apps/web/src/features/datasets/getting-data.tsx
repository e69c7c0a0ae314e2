import type { DatasetDetails } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import { LinkedWords } from '../../ui/linked-words.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import { WebLink } from '../../ui/web-link.tsx';

/** How to get a dataset's files from its provider, and the commands that bring them to a board. */
export function GettingData({ dataset }: { readonly dataset: DatasetDetails }): ReactNode {
  const { name, sourceUrl, facts } = dataset;
  const steps = facts?.steps ?? [];
  const commands = facts?.commands ?? [];
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
      {commands.length > 0 && (
        <SheetSection title="Bring it to this board">
          <p>
            For whoever runs this site, in Cellboard’s folder. Add <code>--dry-run</code> to see what would happen
            first.
          </p>
          {commands.map((command) => (
            <Command key={command} about={`the command that imports ${name}`}>
              {command}
            </Command>
          ))}
        </SheetSection>
      )}
    </>
  );
}
