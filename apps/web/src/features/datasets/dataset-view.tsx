import type { DatasetDetails } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Hindrance, PlainList, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { WebLink } from '../../ui/web-link.tsx';
import { DatasetPanel } from './dataset-panel.tsx';
import { GettingData } from './getting-data.tsx';
import { ProvenanceSection } from './provenance-section.tsx';
import { QualitySection } from './quality-section.tsx';
import { TrainedOnIt, type TrainedModel } from './trained-on-it.tsx';
import './dataset-view.css';

interface DatasetViewProps {
  readonly dataset: DatasetDetails;
  /** Some of its images; nothing where none are here. */
  readonly images: ReactNode;
  /** Models that have seen it. */
  readonly trained: readonly TrainedModel[];
}

/** Everything known of a dataset, in the order in which it is asked for: what, how to get it, what to mind, how good. */
export function DatasetView({ dataset, images, trained }: DatasetViewProps): ReactNode {
  const { version, facts, tasks, quality, provenance } = dataset;
  return (
    <Sheet lead={<Lead dataset={dataset} />} facts={<DatasetPanel dataset={dataset} />}>
      {version !== null && images !== null && (
        <SheetSection title="Images">
          {images}
          <p className="dataset-ways">
            {tasks.map(({ slug, name }) => (
              <Link key={slug} to="/gallery" search={{ task: slug }}>
                All images of “{name}” in the gallery
              </Link>
            ))}
          </p>
        </SheetSection>
      )}
      {tasks.length > 0 && <Tasks tasks={tasks} />}
      <GettingData dataset={dataset} />
      {facts && facts.notes.length > 0 && (
        <SheetSection title="What to know before using it">
          <PlainList items={facts.notes} />
        </SheetSection>
      )}
      <TrainedOnIt models={trained} />
      {quality && <QualitySection report={quality} />}
      {provenance && <ProvenanceSection provenance={provenance} />}
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

function Lead({ dataset: { description, version, facts } }: { readonly dataset: DatasetDetails }): ReactNode {
  const barred = facts?.ineligible ?? null;
  return (
    <>
      {description !== '' && <p className="sheet-words">{description}</p>}
      {barred !== null && <Hindrance title="No task can be made of it">{barred}</Hindrance>}
      {version === null && barred === null && (
        <p className="sheet-note">
          None of its images are here yet. Below is how to get them, and the command that brings them here.
        </p>
      )}
    </>
  );
}

function Tasks({ tasks }: Pick<DatasetDetails, 'tasks'>): ReactNode {
  return (
    <SheetSection title={tasks.length === 1 ? 'Task on it' : 'Tasks on it'}>
      <PlainList
        items={tasks.map(({ slug, name }) => (
          <Link key={slug} to="/leaderboards/$task" params={{ task: slug }}>
            {name}
          </Link>
        ))}
      />
    </SheetSection>
  );
}
