import type { DatasetDetails } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import { isGetting } from '../../ui/import-command.ts';
import { LinkedWords } from '../../ui/linked-words.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import { WebLink } from '../../ui/web-link.tsx';

/** How to get a dataset's files from its provider, and the commands that import them. */
export function GettingData({ dataset }: { readonly dataset: DatasetDetails }): ReactNode {
  const { name, sourceUrl, facts } = dataset;
  const steps = facts?.steps ?? [];
  const [getting, ...others] = facts?.commands.filter(isGetting) ?? [];
  return (
    <>
      {(steps.length > 0 || sourceUrl !== null) && (
        <SheetSection title="How to get the data">
          {getting !== undefined && (
            <>
              <p>
                Run this in the Cellboard folder. It shows you the licence, downloads the files from the provider and
                imports them. You need not unpack anything.
              </p>
              <Command about={`the command that downloads ${name}`}>{getting}</Command>
              {others.length > 0 && <p>What else it offers becomes a dataset of its own:</p>}
              {others.map((command) => (
                <Command key={command} about={`the command that downloads ${name}`}>
                  {command}
                </Command>
              ))}
              {steps.length > 0 && <p>To get the files by hand instead:</p>}
            </>
          )}
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
  const commands = facts?.commands ?? [];
  const [usual, ...others] = commands.filter((command) => !isGetting(command));
  if (usual === undefined) return null;
  const about = `the command that imports ${name}`;
  return (
    <SheetSection title="Import into this site">
      <p>
        Site administrators: {commands.some(isGetting) ? 'if the files are there already, ' : ''}run this in the
        Cellboard folder. Add <code>--dry-run</code> to see first what would happen.
      </p>
      <Command about={about}>{usual}</Command>
      {others.length > 0 && (
        <>
          <p>
            {others.length === 1
              ? 'You can also import another part or reading of it as a dataset of its own:'
              : 'You can also import other parts or readings of it as datasets of their own:'}
          </p>
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
