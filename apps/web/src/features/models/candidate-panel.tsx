import type { Candidate, Model } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { Fact, FactList } from '../../ui/facts.tsx';
import { Hash } from '../../ui/hash.tsx';
import { BoardLink, ModelLink } from '../../ui/links.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import { longDay } from '../../ui/long-day.ts';
import { Term } from '../../ui/term.tsx';
import { kindWords, TrainingData, type DatasetPages } from './candidate-table.tsx';

interface CandidatePanelProps {
  readonly model: Pick<Model, 'slug'>;
  readonly candidate: Candidate;
  readonly datasets: DatasetPages;
}

/** Everything that makes a candidate: its weights, mode and settings, and what it was trained on. */
export function CandidatePanel({ model, candidate, datasets }: CandidatePanelProps): ReactNode {
  const { name, slug, kind, weights, mode, settings, tunedOn, lastVerifiedAt } = candidate;
  return (
    <SheetSection title={`Candidate: ${name}`}>
      <FactList>
        <Fact name="Name in addresses">
          <code>
            {model.slug}/{slug}
          </code>
        </Fact>
        <Fact name="Kind">{kind === 'method' ? null : `${kindWords[kind]}, never ranked`}</Fact>
        <Fact name={<Term name="weights">Weights</Term>}>{weights?.name ?? 'none needed'}</Fact>
        {weights && (
          <Fact name="Trained on">
            <TrainingData weights={weights} datasets={datasets} />
          </Fact>
        )}
        {weights?.parent && (
          <Fact name="Began from">
            <ModelLink model={weights.parent.model}>{weights.parent.model}</ModelLink>, weights{' '}
            <code>{weights.parent.weights}</code>
          </Fact>
        )}
        {weights && (
          <Fact name="File of the weights">
            {weights.sha256 === null ? 'hash not known' : <Hash hex={weights.sha256} about="the weights" />}
          </Fact>
        )}
        <Fact name="Mode">{mode}</Fact>
        <Fact name="Settings">{settingsLine(settings)}</Fact>
        <Fact name="Tuned on">
          {tunedOn !== null && (
            <>
              the task <BoardLink task={tunedOn}>{tunedOn}</BoardLink>: its images count as seen
            </>
          )}
        </Fact>
        <Fact name="Last checked to run">{lastVerifiedAt === null ? null : longDay(lastVerifiedAt)}</Fact>
      </FactList>
    </SheetSection>
  );
}

function settingsLine(settings: Candidate['settings']): ReactNode {
  const entries = Object.entries(settings);
  if (entries.length === 0) return 'the defaults';
  return entries.map(([key, value]) => (
    <code key={key} className="model-setting">
      {key}: {String(value)}
    </code>
  ));
}
