import { bibTexOf, risOf, type DatasetDetails } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import { saveFile } from '../../ui/save-file.ts';

/** Programs for references, and the files that they read. */
const kinds = [
  { name: 'BibTeX', type: 'application/x-bibtex', ending: 'bib', write: bibTexOf },
  { name: 'RIS', type: 'application/x-research-info-systems', ending: 'ris', write: risOf },
] as const;

interface CitationPanelProps {
  readonly dataset: DatasetDetails;
  readonly citation: string;
}

/** How to cite a dataset, in words and for programs. */
export function CitationPanel({ dataset, citation }: CitationPanelProps): ReactNode {
  const { slug, name, sourceUrl, facts } = dataset;
  const cited = { slug, name, citation, sourceUrl, paperUrl: facts?.paperUrl ?? null, year: facts?.year ?? null };
  const otherwise = 'The browser refused the clipboard. Select the text and copy it by hand.';
  return (
    <section className="panel">
      <h2>Cite</h2>
      <blockquote>{citation}</blockquote>
      <ul className="citation-ways">
        <li>
          <CopyButton
            text={() => citation}
            label="Copy citation"
            done="Citation copied"
            size="compact-sm"
            {...{ otherwise }}
          />
        </li>
        {kinds.map(({ name: kind, type, ending, write }) => (
          <li key={kind}>
            <CopyButton
              text={() => write(cited)}
              label={`Copy ${kind}`}
              done={`${kind} copied`}
              size="compact-sm"
              otherwise="The browser refused the clipboard. Download the file instead."
            />
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => {
                saveFile(`${slug}.${ending}`, type, write(cited));
              }}
            >
              <span className="visually-hidden">Download {kind} as </span>.{ending}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
