import type { Model } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import type { Loading } from '../../ui/loaded.tsx';
import { Hindrance, PlainList, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { WebLink } from '../../ui/web-link.tsx';
import { BoardPlaces, type BoardPlace } from './board-places.tsx';
import { CandidateTable } from './candidate-table.tsx';
import { ModelPanel } from './model-panel.tsx';
import './model-view.css';

interface ModelViewProps {
  readonly model: Model;
  /** Where its candidates stand on the boards. */
  readonly places: Loading<readonly BoardPlace[]>;
  /** Slugs of the datasets that have a page, by slug and by name. */
  readonly datasets: ReadonlyMap<string, string>;
}

/** Everything known of a model, in the order in which it is asked for: what, where it stands, how to use it, what with. */
export function ModelView({ model, places, datasets }: ModelViewProps): ReactNode {
  const { facts, installSnippet, candidates } = model;
  return (
    <Sheet lead={<Lead model={model} />} facts={<ModelPanel model={model} />}>
      {model.ineligible === null && <BoardPlaces places={places} />}
      {installSnippet !== null && (
        <SheetSection title="Install and run">
          <Command about={`the lines that install and run ${model.name}`}>{installSnippet}</Command>
        </SheetSection>
      )}
      <Files model={model} />
      {candidates.length > 0 && (
        <SheetSection title="Candidates and what they were trained on">
          <CandidateTable candidates={candidates} datasets={datasets} />
        </SheetSection>
      )}
      {facts && facts.notes.length > 0 && (
        <SheetSection title="What to know before using it">
          <PlainList items={facts.notes} />
        </SheetSection>
      )}
      {facts && facts.sources.length > 0 && (
        <SheetSection title="Sources of these facts">
          <PlainList
            items={facts.sources.map((address) => (
              <WebLink key={address} href={address} />
            ))}
          />
        </SheetSection>
      )}
    </Sheet>
  );
}

function Lead({ model: { description, ineligible } }: { readonly model: Model }): ReactNode {
  return (
    <>
      {description !== '' && <p className="sheet-words">{description}</p>}
      {ineligible !== null && <Hindrance title="Listed, never ranked">{ineligible}</Hindrance>}
    </>
  );
}

function Files({ model }: { readonly model: Model }): ReactNode {
  const { facts, ineligible } = model;
  const writes = facts?.writes ?? null;
  const bring = facts?.bring ?? null;
  if (writes === null && bring === null) return null;
  return (
    <SheetSection title={ineligible === null ? 'From its files to a board' : 'What it writes'}>
      {writes !== null && (
        <p>
          <strong>Its tools write</strong> {writes}
        </p>
      )}
      {bring !== null && <p>{bring}</p>}
      {ineligible === null && <Bringing model={model} />}
    </SheetSection>
  );
}

function Bringing({ model: { slug, name, candidates } }: { readonly model: Model }): ReactNode {
  const candidate = candidates[0] ? ` --candidate ${candidates[0].slug}` : '';
  return (
    <>
      <p>
        For whoever runs this site, with the folder of its files and the last part of the{' '}
        <Link to="/leaderboards">board</Link>’s address in place of <code>my-task</code>:
      </p>
      <Command about={`the command that brings predictions of ${name} to a board`}>
        {`npx cellboard predictions add predictions/ --task my-task --model ${slug}${candidate}`}
      </Command>
    </>
  );
}
