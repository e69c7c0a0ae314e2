import { handingOn, type DatasetDetails } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { grouped } from '../../ui/counted.ts';
import { Fact, FactList } from '../../ui/facts.tsx';
import { longDay } from '../../ui/long-day.ts';
import { WebLink } from '../../ui/web-link.tsx';
import { CitationPanel } from './citation-panel.tsx';
import { accessWords, licenceConditions, objectsLine, sharingLine } from './dataset-words.ts';

/** A dataset's facts in short: the numbers, the licence in plain words, and how to cite it. */
export function DatasetPanel({ dataset }: { readonly dataset: DatasetDetails }): ReactNode {
  return (
    <>
      <Numbers dataset={dataset} />
      <Licence dataset={dataset} />
      {dataset.citation !== null && <CitationPanel dataset={dataset} citation={dataset.citation} />}
    </>
  );
}

function Numbers({ dataset }: { readonly dataset: DatasetDetails }): ReactNode {
  const { version, imageCount, cellCount, publishedAt, facts, sourceUrl } = dataset;
  const isHere = version !== null;
  const published = publishedAt === null ? '' : `, published ${longDay(publishedAt)}`;
  return (
    <FactList>
      <Fact name="Imported">{isHere ? `version ${String(version)}${published}` : 'not yet'}</Fact>
      <Fact name={isHere ? 'Images (imported / published)' : 'Images'}>{pair(imageCount, facts?.images, isHere)}</Fact>
      <Fact name={isHere ? 'Cells (imported / published)' : 'Cells'}>{pair(cellCount, facts?.cells, isHere)}</Fact>
      {facts && <AuthorsFacts facts={facts} />}
      {facts?.paperUrl != null && (
        <Fact name="Paper">
          <WebLink href={facts.paperUrl} />
        </Fact>
      )}
      {sourceUrl !== null && (
        <Fact name="Provider">
          <WebLink href={sourceUrl} />
        </Fact>
      )}
    </FactList>
  );
}

/** What is on this site beside what the authors published; a dash where the count is unknown. */
function pair(imported: number, published: number | null | undefined, isHere: boolean): string | null {
  if (!isHere) return published == null ? null : grouped(published);
  return `${grouped(imported)} / ${published == null ? '–' : grouped(published)}`;
}

function AuthorsFacts({ facts }: { readonly facts: NonNullable<DatasetDetails['facts']> }): ReactNode {
  const list = (words: readonly string[]): string => words.join(', ');
  return (
    <>
      <Fact name="Annotated">{objectsLine(facts.objects)}</Fact>
      <Fact name="Imaging">{list(facts.modalities)}</Fact>
      <Fact name="Stains">{list(facts.stains)}</Fact>
      <Fact name="Tissues and cell types">{list(facts.tissues)}</Fact>
      <Fact name="Image size">{facts.imageSizes}</Fact>
      <Fact name="Pixel size">{facts.pixelSizes}</Fact>
      <Fact name="Split">{facts.split}</Fact>
      <Fact name="Year of the paper">{facts.year}</Fact>
      <Fact name="Access">{accessWords[facts.access]}</Fact>
    </>
  );
}

function Licence({ dataset }: { readonly dataset: DatasetDetails }): ReactNode {
  const { licence, sourceUrl } = dataset;
  const way = handingOn(dataset);
  const conditions = licenceConditions(licence);
  return (
    <section className="panel">
      <h2>Licence</h2>
      <p className="panel-strong">{licence}</p>
      {conditions !== null && <p>{conditions}</p>}
      <p>
        {sharingLine(dataset)}
        {(way === 'unknown' || way === 'unverified') && sourceUrl !== null && (
          <>
            {' '}
            See <WebLink href={sourceUrl}>the source</WebLink>.
          </>
        )}
      </p>
    </section>
  );
}
