import { imageFiles, type Image, type ImageResult, type ImageTable, type OverlayChoice } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { formatScore } from '../../ui/format-score.ts';
import { Picture } from '../../ui/picture.tsx';
import { countedCells } from './task-facts.ts';
import './join-table.css';

/** A column of the table. */
export type JoinColumn = { readonly kind: 'truth' } | ({ readonly kind: 'candidate' } & OverlayChoice);

interface JoinTableProps {
  readonly task: string;
  readonly images: readonly Image[];
  readonly columns: readonly JoinColumn[];
  /** What the candidates made of the images; undefined while it loads. */
  readonly table: ImageTable | undefined;
}

/** The same images in every row, what experts and models outlined in every column. */
export function JoinTable({ task, images, columns, table }: JoinTableProps): ReactNode {
  return (
    <div className="join-scroller" role="region" aria-label="Images and outlines" tabIndex={0}>
      <table className="join-table">
        <thead>
          <tr>
            <th scope="col">Image</th>
            {columns.map((column) => (
              <th key={wordOf(column)} scope="col">
                {column.kind === 'truth' ? 'Truth' : column.modelName}
                {column.kind === 'candidate' && <span className="join-candidate">{column.candidateName}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {images.map((image) => (
            <tr key={image.id}>
              <th scope="row">
                <span className="join-name" title={image.name}>
                  {image.name}
                </span>
                <span className="join-candidate">{image.dataset}</span>
              </th>
              {columns.map((column) => (
                <td key={wordOf(column)}>
                  <JoinCell {...{ task, image, column, columns, table }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface JoinCellProps {
  readonly task: string;
  readonly image: Image;
  readonly column: JoinColumn;
  readonly columns: readonly JoinColumn[];
  readonly table: ImageTable | undefined;
}

function JoinCell({ task, image, column, columns, table }: JoinCellProps): ReactNode {
  const row = table?.items.find((one) => one.image.id === image.id);
  const result = row?.results.find((one) => column.kind === 'candidate' && one.candidateId === column.id);
  const laid =
    column.kind === 'truth'
      ? image.cellCount !== null && imageFiles.truth(image.id, 160)
      : result?.hasPrediction && imageFiles.smallPrediction(image.id, task, column.id);
  return (
    <a className="join-cell" href={compareAddress(image, columns)}>
      <span className="picture-frame">
        <Picture src={imageFiles.thumbnail(image.id, 160)} alt="" failed="" isMute />
        {laid && <Picture src={laid} alt="" className="picture-overlay" failed="" isMute />}
      </span>
      <span className="join-words">
        {column.kind === 'truth' ? truthWords(image) : scoreWords(row && table, result)}
        <span className="visually-hidden">: compare {image.name}</span>
      </span>
    </a>
  );
}

const truthWords = ({ cellCount, object }: Image): string =>
  cellCount === null ? 'no truth' : countedCells(cellCount, object);

function scoreWords(table: ImageTable | undefined, result: ImageResult | undefined): string {
  if (!table) return '…';
  const metric = table.metrics.find(({ id }) => id === table.primaryMetric);
  const score = result?.scores[table.primaryMetric] ?? null;
  if (!result || !metric) return 'no result';
  if (score === null) return result.hasPrediction ? 'no score' : 'no prediction';
  return `${metric.name} ${formatScore(metric, score)}`;
}

/** A column as addresses name it. */
export const wordOf = (column: JoinColumn): string =>
  column.kind === 'truth' ? 'truth' : `${column.model}/${column.candidate}`;

/** Where an image is compared with the same columns. */
export function compareAddress(
  { dataset, name }: Pick<Image, 'dataset' | 'name'>,
  columns: readonly JoinColumn[],
): string {
  const image = [dataset, name].map(encodeURIComponent).join('/');
  return `/compare?img=${image}&m=${columns.map(wordOf).join(',')}`;
}
