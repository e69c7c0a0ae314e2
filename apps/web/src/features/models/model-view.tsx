import type { Candidate, Model, ModelResult } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import { Hindrance } from '../../ui/hindrance.tsx';
import type { Loading } from '../../ui/loaded.tsx';
import { PlainList, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { longDay } from '../../ui/long-day.ts';
import { WebLink } from '../../ui/web-link.tsx';
import { BoardPlaces } from './board-places.tsx';
import { CandidatePanel } from './candidate-panel.tsx';
import { CandidateTable, type DatasetPages } from './candidate-table.tsx';
import { ModelPanel } from './model-panel.tsx';
import './model-view.css';

interface ModelViewProps {
  readonly model: Model;
  /** The candidate in view; null for none. */
  readonly candidate: Candidate | null;
  /** Where its candidates stand on the boards. */
  readonly places: Loading<readonly ModelResult[]>;
  /** Slugs of the datasets that have a page. */
  readonly datasets: DatasetPages;
  /** What it found on a few images; null where it has no results. */
  readonly pictures: ReactNode;
  /** The boards on which it has no result, and how to fill them. */
  readonly empty: ReactNode;
}

/** Everything known of a model, in the order in which people need it: what, where it stands, how to use it, what with. */
export function ModelView({ model, candidate, places, datasets, pictures, empty }: ModelViewProps): ReactNode {
  const { facts, installSnippet, candidates } = model;
  const inView = candidate?.slug ?? null;
  return (
    <Sheet lead={<Lead model={model} />} facts={<ModelPanel model={model} />}>
      {candidate && <CandidatePanel {...{ model, candidate, datasets }} />}
      {model.ineligible === null && <BoardPlaces places={places} inView={inView} />}
      {pictures !== null && <SheetSection title="What it finds">{pictures}</SheetSection>}
      {candidates.length > 0 && (
        <SheetSection title="Candidates and what they were trained on">
          <CandidateTable {...{ model, datasets, inView }} />
        </SheetSection>
      )}
      {installSnippet !== null && (
        <SheetSection title="Install and run">
          <Command about={`the lines that install and run ${model.name}`}>{installSnippet}</Command>
          {facts?.checkedOn && <p>Last compared with its documentation on {longDay(facts.checkedOn)}.</p>}
        </SheetSection>
      )}
      {empty}
      <Files model={model} candidate={candidate ?? candidates[0]} />
      {facts && <Knowledge facts={facts} />}
    </Sheet>
  );
}

function Knowledge({ facts: { notes, sources } }: { readonly facts: NonNullable<Model['facts']> }): ReactNode {
  return (
    <>
      {notes.length > 0 && (
        <SheetSection title="What to know before using it">
          <PlainList items={notes} />
        </SheetSection>
      )}
      {sources.length > 0 && (
        <SheetSection title="Sources of these facts">
          <PlainList
            items={sources.map((address) => (
              <WebLink key={address} href={address} />
            ))}
          />
        </SheetSection>
      )}
    </>
  );
}

function Lead({ model: { description, ineligible } }: { readonly model: Model }): ReactNode {
  return (
    <>
      {description !== '' && <p className="sheet-words">{description}</p>}
      {ineligible !== null && <Hindrance title="Not eligible for ranking">{ineligible}</Hindrance>}
    </>
  );
}

interface FilesProps {
  readonly model: Model;
  readonly candidate: Candidate | undefined;
}

function Files({ model, candidate }: FilesProps): ReactNode {
  const { facts, ineligible, builtIn } = model;
  const writes = facts?.writes ?? null;
  const bring = facts?.bring ?? null;
  if (writes === null && bring === null) return null;
  const canSubmit = ineligible === null && !builtIn;
  return (
    <SheetSection title={canSubmit ? 'Submit its results' : 'What it writes'}>
      {writes !== null && (
        <p>
          <strong>Output format:</strong> {writes}
        </p>
      )}
      {bring !== null && <p>{bring}</p>}
      {canSubmit && <Submitting model={model} candidate={candidate} />}
    </SheetSection>
  );
}

function Submitting({ model: { slug, name }, candidate }: FilesProps): ReactNode {
  const named = candidate ? ` --candidate ${candidate.slug}` : '';
  return (
    <>
      <p>
        Run this in Cellboard’s folder, with the folder of the files and the task, such as <code>nuclei</code>:
      </p>
      <Command about={`the command that submits predictions of ${name}`}>
        {`npx cellboard predictions add predictions/ --task nuclei --model ${slug}${named}`}
      </Command>
    </>
  );
}
