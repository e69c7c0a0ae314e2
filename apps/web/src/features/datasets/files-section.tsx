import { datasetFiles, handingOn, type DatasetDetails, type DatasetStatistics } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { Hash } from '../../ui/hash.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import { fileSize } from './provenance-section.tsx';

interface FilesSectionProps {
  readonly dataset: DatasetDetails;
  /** Those on this site, if any. */
  readonly children: ReactNode;
}

/** The files of a dataset: here, at its provider, and its description for machines. */
export function FilesSection({ dataset, children }: FilesSectionProps): ReactNode {
  const { slug, version, downloads, croissant } = dataset;
  if (version === null && downloads.length === 0 && !croissant) return null;
  return (
    <SheetSection title="Files">
      {children}
      {downloads.length > 0 && <ProviderFiles downloads={downloads} />}
      {croissant && (
        <p>
          For programs: the dataset as{' '}
          <a href={datasetFiles.croissant(slug)} type="application/ld+json">
            Croissant JSON-LD
          </a>
          , which <code>mlcroissant</code> and dataset search engines read.
        </p>
      )}
    </SheetSection>
  );
}

interface OwnFilesProps {
  readonly dataset: Pick<DatasetDetails, 'slug' | 'licence' | 'redistributable'>;
  readonly statistics: Pick<DatasetStatistics, 'images' | 'files' | 'bytes'>;
}

/** What this site holds of a dataset, and whether it may share it. */
export function OwnFiles({ dataset, statistics }: OwnFilesProps): ReactNode {
  const { images, files, bytes } = statistics;
  const length = bytes === null ? '' : `, ${fileSize(bytes)}`;
  return (
    <>
      <p>
        On this site: {counted(images, 'image', 'images')}; with the truths {counted(files, 'file', 'files')}
        {length}.{' '}
        {handingOn(dataset) === 'free'
          ? 'To download an image or its truth, open the image.'
          : 'This site must not share them; get them from the provider.'}
      </p>
      <p>
        <a href={datasetFiles.images(dataset.slug)} download>
          List of the images with the lengths and SHA-256 of their files (CSV)
        </a>
      </p>
    </>
  );
}

function ProviderFiles({ downloads }: Pick<DatasetDetails, 'downloads'>): ReactNode {
  return (
    <>
      <h3>At the provider</h3>
      <div className="sheet-table" role="region" aria-label="Files of the provider, scrolls sideways" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Size</th>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {downloads.map(({ name, url, bytes, sha256 }) => (
              <tr key={url}>
                <th scope="row">
                  <a href={url} rel="noreferrer">
                    {name}
                  </a>
                </th>
                <td className="dataset-file-size">{bytes === null ? 'not published' : fileSize(bytes)}</td>
                <td>{sha256 === null ? 'not published' : <Hash hex={sha256} about={name} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
