import type { Model } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import { Hindrance, PlainList, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { WebLink } from '../../ui/web-link.tsx';
import { BoardPlaces, type BoardPlace } from './board-places.tsx';
import { CheckpointTable } from './checkpoint-table.tsx';
import { ModelPanel } from './model-panel.tsx';
import './model-view.css';

interface ModelViewProps {
  readonly model: Model;
  /** Where its checkpoints stand on the boards; undefined while that is not known. */
  readonly places: readonly BoardPlace[] | undefined;
  /** Slugs of the datasets that have a page, by slug and by name. */
  readonly datasets: ReadonlyMap<string, string>;
}

/** Everything known of a model, in the order in which it is asked for: what, where it stands, how to use it, what with. */
export function ModelView({ model, places, datasets }: ModelViewProps): ReactNode {
  const { facts, installSnippet, checkpoints } = model;
  return (
    <Sheet lead={<Lead model={model} />} facts={<ModelPanel model={model} />}>
      {model.ineligible === null && <BoardPlaces places={places} />}
      {installSnippet !== null && (
        <SheetSection title="Install and run">
          <Command about={`the lines that install and run ${model.name}`}>{installSnippet}</Command>
        </SheetSection>
      )}
      <Files model={model} />
      {checkpoints.length > 0 && (
        <SheetSection title="Checkpoints and what they were trained on">
          <CheckpointTable checkpoints={checkpoints} datasets={datasets} />
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

function Files({ model: { facts, ineligible } }: { readonly model: Model }): ReactNode {
  if (!facts || (facts.writes === null && facts.bring === null)) return null;
  const title = ineligible === null ? 'From its files to a board' : 'What it writes';
  return (
    <SheetSection title={title}>
      {facts.writes !== null && <p>{facts.writes}</p>}
      {facts.bring !== null && <p>{facts.bring}</p>}
      {ineligible === null && (
        <p className="sheet-note">
          Which images to predict: those of a task, see <Link to="/leaderboards">its leaderboard</Link>.
        </p>
      )}
    </SheetSection>
  );
}
