import { cellFiles, imageFiles, labelFormats, LabelFormat, type ImageDetails } from '@cellboard/contract';
import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { PopOver } from '../../ui/pop-over.tsx';
import type { CandidateHere } from '../../viewing/candidates.ts';

interface DownloadMenuProps {
  readonly image: ImageDetails;
  /** Those with a prediction of this image. */
  readonly candidates: readonly CandidateHere[];
  /** Buttons for the figure of the view. */
  readonly figure: ReactNode;
  /** Saves the table of cells; null where there is none. */
  readonly onCells: (() => void) | null;
}

/** Everything of an image that can be saved. */
export function DownloadMenu(props: DownloadMenuProps): ReactNode {
  return (
    <PopOver
      width={300}
      position="bottom-end"
      className="menu"
      trapFocus
      target={(toggle) => (
        <Button variant="default" size="sm" leftSection={<IconDownload size={16} aria-hidden />} onClick={toggle}>
          Download
        </Button>
      )}
    >
      <Choices {...props} />
    </PopOver>
  );
}

function Choices({ image, candidates, figure, onCells }: DownloadMenuProps): ReactNode {
  return (
    <>
      <h3>This view</h3>
      {figure}
      {onCells && (
        <>
          <h3>Cells</h3>
          <ul className="menu-list">
            <li>
              <button type="button" onClick={onCells}>
                Table as CSV
              </button>
            </li>
          </ul>
        </>
      )}
      {image.mayDownload ? <Files image={image} candidates={candidates} /> : <NotShared image={image} />}
    </>
  );
}

function NotShared({ image: { licence, sourceUrl } }: Pick<DownloadMenuProps, 'image'>): ReactNode {
  return (
    <>
      <h3>Files</h3>
      <p>
        The licence ({licence}) does not let this site share the files.{' '}
        {sourceUrl !== null && <a href={sourceUrl}>Get them from the provider</a>}
      </p>
    </>
  );
}

function Files({ image, candidates }: Pick<DownloadMenuProps, 'image' | 'candidates'>): ReactNode {
  const [whose, setWhose] = useState(image.cellCount === null ? (candidates[0]?.word ?? '') : 'truth');
  const chosen = candidates.find(({ word }) => word === whose);
  const address = (format: LabelFormat): string =>
    chosen
      ? imageFiles.predictionAs(image.id, { task: chosen.task, candidate: chosen.candidateId, format })
      : imageFiles.truthAs(image.id, format);
  const choices = [
    ...(image.cellCount === null ? [] : [{ value: 'truth', label: 'Ground truth' }]),
    ...candidates.map(({ word, name }) => ({ value: word, label: name })),
  ];
  return (
    <>
      <h3>Image</h3>
      <ul className="menu-list">
        <li>
          <a href={imageFiles.original(image.id)} download>
            Original file
          </a>
        </li>
      </ul>
      {choices.length > 0 && (
        <>
          <h3 id="labels-of">Cells of</h3>
          <NativeSelect
            aria-labelledby="labels-of"
            size="sm"
            data={choices}
            value={whose}
            onChange={({ currentTarget }) => {
              setWhose(currentTarget.value);
            }}
          />
          <ul className="menu-list menu-formats">
            {LabelFormat.options.map((format) => (
              <li key={format}>
                <a href={address(format)} download>
                  {labelFormats[format].name}
                </a>
              </li>
            ))}
          </ul>
          {chosen && <Records image={image} of={chosen} />}
        </>
      )}
    </>
  );
}

/** What is kept of each cell: status, match, distances, sizes and intensities. */
function Records({ image, of }: { readonly image: ImageDetails; readonly of: CandidateHere }): ReactNode {
  return (
    <ul className="menu-list menu-formats">
      {(['parquet', 'csv'] as const).map((format) => (
        <li key={format}>
          <a href={cellFiles.image(image.id, of.task, { candidate: of.candidateId, format })} download>
            Cell records, {format === 'csv' ? 'CSV' : 'Parquet'}
          </a>
        </li>
      ))}
    </ul>
  );
}
