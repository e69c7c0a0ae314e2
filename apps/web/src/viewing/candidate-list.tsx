import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatScore } from '../ui/format-score.ts';
import type { CandidatesHere } from './candidates.ts';
import './candidate-list.css';

interface CandidateListProps {
  readonly here: CandidatesHere;
  /** What is shown, in words: `truth` and candidates. */
  readonly shown: readonly string[];
  readonly hasTruth: boolean;
  /** Whether no more fits. */
  readonly isFull: boolean;
  readonly onToggle: (word: string) => void;
}

/** What can be shown beside the image, a panel each, with the score that ranks. */
export function CandidateList({ here, shown, hasTruth, isFull, onToggle }: CandidateListProps): ReactNode {
  const { candidates, primary } = here;
  const item = (word: string, name: string, rest: { score?: ReactNode; why?: string } = {}): ReactNode => {
    const isShown = shown.includes(word);
    return (
      <li key={word}>
        <Checkbox
          label={name}
          checked={isShown}
          disabled={!isShown && (isFull || rest.why !== undefined)}
          onChange={() => {
            onToggle(word);
          }}
        />
        <span className="candidate-score">{rest.why ?? rest.score}</span>
      </li>
    );
  };
  return (
    <section className="candidate-list">
      <h2>
        Panels
        {primary && candidates.length > 0 && <span>{primary.name}</span>}
      </h2>
      <ul>
        {item('image', 'Image only')}
        {hasTruth && item('truth', 'Ground truth')}
        {candidates.map(({ word, name, hasPrediction, scores }) => {
          const score = primary ? scores[primary.id] : undefined;
          return item(word, name, {
            ...(primary && score !== undefined && { score: score === null ? '–' : formatScore(primary, score) }),
            ...(!hasPrediction && { why: 'no prediction' }),
          });
        })}
      </ul>
      {candidates.length === 0 && <p>No candidate has a result on this image yet.</p>}
      {isFull && <p>Nine panels are the most. Hide one to show another.</p>}
    </section>
  );
}
