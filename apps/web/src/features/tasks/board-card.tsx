import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatScore } from '../../ui/format-score.ts';
import { ImageStrip } from '../../ui/image-strip.tsx';
import { licenceAlone } from '../../ui/licence.ts';
import { BoardLink } from '../../ui/links.tsx';
import type { ListedBoard } from './board-filter.ts';
import { rankingMetric, topPlaces, unrankedWords } from './board-places.ts';
import { objectOf, sizeFacts } from './task-facts.ts';

/** As many images as the head of a card shows. */
export const previewed = 4;

/** As many of the best as a card names. */
const named = 3;

/** A board at a glance: what its images look like and who leads. */
export function BoardCard({ board }: { readonly board: ListedBoard }): ReactNode {
  const { task, dataset, images, modalities } = board;
  const isAlone = task.datasets.length === 1;
  const title = dataset?.name ?? `All ${String(task.datasets.length)} datasets together`;
  return (
    <li className="card board-card">
      <ImageStrip images={images} count={previewed} />
      <h3>
        <BoardLink task={task.slug} dataset={isAlone ? undefined : dataset?.slug}>
          {title}
        </BoardLink>
      </h3>
      <p className="board-card-chips">
        <span className="tag">{objectOf(task, dataset) === 'nucleus' ? 'nuclei' : 'cells'}</span>
        {modalities.map((modality) => (
          <span key={modality} className="tag">
            {modality}
          </span>
        ))}
      </p>
      <p className="card-line">
        {[...sizeFacts(task, dataset), ...(dataset ? [licenceAlone(dataset.licence)] : [])].join(' · ')}
      </p>
      <Leaders board={board} />
    </li>
  );
}

function Leaders({ board: { leaderboard, dataset } }: { readonly board: ListedBoard }): ReactNode {
  const metric = leaderboard && rankingMetric(leaderboard);
  if (!leaderboard || !metric) return <Skeleton height={104} radius={6} />;
  const places = topPlaces(leaderboard, dataset?.slug ?? null, named);
  if (places.length === 0) {
    return <p className="board-card-none">{unrankedWords(leaderboard, dataset?.slug ?? null)}</p>;
  }
  return (
    <table className="board-card-top">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Rank</span>
          </th>
          <th scope="col">Leading</th>
          <th scope="col">{metric.name}</th>
        </tr>
      </thead>
      <tbody>
        {places.map(({ rank, candidateId, modelName, candidateName, score }) => (
          <tr key={candidateId}>
            <td>{rank}</td>
            <th scope="row">
              {modelName} <span>{candidateName}</span>
            </th>
            <td>{formatScore(metric, score)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
