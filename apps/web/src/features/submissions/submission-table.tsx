import type { Submission, SubmissionId, SubmissionPlace } from '@cellboard/contract';
import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PublicationChip, StatusChip } from './status-chip.tsx';
import { SubmissionActions, type SubmissionChange } from './submission-actions.tsx';
import { ageOf, isUnfinished, scoreText } from './submission-words.ts';

interface SubmissionTableProps {
  readonly submissions: readonly Submission[];
  readonly places: readonly SubmissionPlace[];
  readonly selected: ReadonlySet<SubmissionId>;
  readonly onSelect: (id: SubmissionId, isSelected: boolean) => void;
  readonly onChange: (change: SubmissionChange, submission: Submission) => void;
}

/** One's own submissions, a row each. */
export function SubmissionTable({
  submissions,
  places,
  selected,
  onSelect,
  onChange,
}: SubmissionTableProps): ReactNode {
  return (
    <div className="submission-scroll" role="region" aria-label="Your submissions" tabIndex={0}>
      <table className="submission-table">
        <thead>
          <tr>
            <th scope="col">Compare</th>
            <th scope="col">Submission</th>
            <th scope="col">Status</th>
            <th scope="col">Score</th>
            <th scope="col">Rank</th>
            <th scope="col">Sent</th>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody>
          {submissions.map((one) => (
            <Row
              key={one.id}
              submission={one}
              places={places}
              isSelected={selected.has(one.id)}
              onSelect={onSelect}
              onChange={onChange}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = Pick<SubmissionTableProps, 'places' | 'onSelect' | 'onChange'> & {
  readonly submission: Submission;
  readonly isSelected: boolean;
};

function Row({ submission: one, places, isSelected, onSelect, onChange }: RowProps): ReactNode {
  return (
    <tr>
      <td className="submission-choice">
        <Checkbox
          aria-label={`Compare submission ${String(one.number)}`}
          checked={isSelected}
          disabled={one.status !== 'scored'}
          onChange={(event) => {
            onSelect(one.id, event.currentTarget.checked);
          }}
        />
      </td>
      <td>
        <Link to="/submissions/$submission" params={{ submission: one.id }}>
          No. {one.number}: {one.modelName}, {one.candidateName}
        </Link>
        <br />
        <span className="submission-soft">{one.taskName}</span>
      </td>
      <td>
        <StatusChip status={one.status} /> <PublicationChip publication={one.publication} />
        {isUnfinished(one) && (
          <div className="submission-soft">
            {one.scoredCount} of {one.imageCount} images
          </div>
        )}
      </td>
      <td data-label="Score">{scores(one)}</td>
      <td data-label="Rank">{ranks(one, places)}</td>
      <td data-label="Sent">
        <time dateTime={one.closedAt ?? one.createdAt}>{ageOf(one.closedAt ?? one.createdAt)}</time>
      </td>
      <td>
        <SubmissionActions
          submission={one}
          onChange={(change) => {
            onChange(change, one);
          }}
        />
      </td>
    </tr>
  );
}

/** The score of the metric that ranks, dataset by dataset where there are several. */
function scores({ datasets, metric }: Submission): ReactNode {
  const scored = datasets.filter(({ state }) => state === 'scored');
  if (scored.length === 0) return '–';
  if (scored.length === 1) return `${scoreText(scored[0]?.score ?? null)} ${metric}`;
  return (
    <>
      {lines(scored.map(({ dataset, score }) => ({ dataset, text: scoreText(score) })))}
      <div className="submission-soft">by {metric}</div>
    </>
  );
}

function ranks({ id }: Submission, places: readonly SubmissionPlace[]): ReactNode {
  const own = places.filter(({ submission }) => submission === id);
  if (own.length === 0) return '–';
  return lines(
    own.map(({ dataset, rank, rankedCount }) => ({
      dataset,
      text: rank === null ? 'not ranked' : `${String(rank)} of ${String(rankedCount)}`,
    })),
  );
}

/** A line for each dataset, which is named where there are several. */
function lines(texts: readonly { readonly dataset: string; readonly text: string }[]): ReactNode {
  return texts.map(({ dataset, text }) => (
    <div key={dataset}>
      {text} {texts.length > 1 && <span className="submission-soft">{dataset}</span>}
    </div>
  ));
}
