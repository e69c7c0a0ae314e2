import type { DatasetDetails } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { Hindrance } from '../../ui/hindrance.tsx';
import { BoardLink, ImagesLink } from '../../ui/links.tsx';
import { OnThisPage } from '../../ui/on-this-page.tsx';
import { PlainList, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { WebLink } from '../../ui/web-link.tsx';
import { confirmedWords, isConfirmed, isUnchecked, uncheckedWords } from './dataset-words.ts';
import { DatasetPanel } from './dataset-panel.tsx';
import type { FindingPicture } from './finding-groups.tsx';
import { FilesSection } from './files-section.tsx';
import { GettingData } from './getting-data.tsx';
import { ProvenanceSection } from './provenance-section.tsx';
import { QualitySection } from './quality-section.tsx';
import { TrainedOnIt } from './trained-on-it.tsx';
import './dataset-view.css';

interface DatasetViewProps {
  readonly dataset: DatasetDetails;
  /** Some of its images. */
  readonly images: ReactNode;
  /** Histograms of its images. */
  readonly statistics: ReactNode;
  /** Its files on this site. */
  readonly filesHere: ReactNode;
  /** The image of a finding. */
  readonly picture: FindingPicture;
}

/** Everything known of a dataset, in the order in which people need it: what, how to get it, what to mind, how good. */
export function DatasetView({ dataset, images, statistics, filesHere, picture }: DatasetViewProps): ReactNode {
  const { slug, name, version, facts, boards, trained, quality, provenance } = dataset;
  return (
    <Sheet
      lead={
        <>
          <Lead dataset={dataset} />
          <OnThisPage key={`${slug} ${String(version)}`} />
        </>
      }
      facts={<DatasetPanel dataset={dataset} />}
    >
      {version !== null && (
        <SheetSection title="Images">
          {images}
          <p className="sheet-below">
            <ImagesLink search={{ dataset: slug }}>All images of {name}</ImagesLink>
          </p>
        </SheetSection>
      )}
      {boards.length > 0 && <Boards slug={slug} boards={boards} />}
      {version !== null && <SheetSection title="Statistics">{statistics}</SheetSection>}
      <TrainedOnIt trained={trained} images={name} />
      <GettingData dataset={dataset} />
      {facts && facts.notes.length > 0 && (
        <SheetSection title="What to know before using it">
          <PlainList items={facts.notes} />
        </SheetSection>
      )}
      <FilesSection dataset={dataset}>{filesHere}</FilesSection>
      {quality && <QualitySection report={quality} picture={picture} />}
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

function Lead({ dataset }: { readonly dataset: DatasetDetails }): ReactNode {
  const { description, version, facts, retired } = dataset;
  const barred = facts?.ineligible ?? null;
  return (
    <>
      {description !== '' && <p className="sheet-words">{description}</p>}
      {barred !== null && <Hindrance title="Cannot be used for ranking">{barred}</Hindrance>}
      {retired && (
        <Hindrance title="Retired">The tasks no longer take this dataset. Its images and past results stay.</Hindrance>
      )}
      {isUnchecked(dataset) && (
        <p className="sheet-note">
          {uncheckedWords}: the layout and the facts below are from publications and other people’s readers. Compare the
          counts of a dry run with them.
        </p>
      )}
      {facts?.checked === false && isConfirmed(dataset) && <p className="sheet-note">{confirmedWords}</p>}
      {version === null && barred === null && (
        <p className="sheet-note">
          Its images are not on this site yet. Below is how to get them, and the command that imports them.
        </p>
      )}
    </>
  );
}

function Boards({ slug, boards }: Pick<DatasetDetails, 'slug' | 'boards'>): ReactNode {
  return (
    <SheetSection title={boards.length === 1 ? 'Leaderboard' : 'Leaderboards'}>
      <PlainList
        items={boards.map(({ task, taskName }) => (
          <BoardLink key={task} task={task} dataset={slug}>
            {taskName}
          </BoardLink>
        ))}
      />
    </SheetSection>
  );
}
