import { CandidateId, SubmissionId, type Submission, type SubmissionProgress } from '@cellboard/contract';
import { fireEvent, screen, within } from '@testing-library/react';
import { show } from '../../testing/show.tsx';
import { ChangeNotice } from './change-notice.tsx';
import { ProgressView } from './progress-view.tsx';
import { QuotaWords } from './quota-words.tsx';
import { ScoreComparison } from './score-comparison.tsx';
import { SubmissionTable } from './submission-table.tsx';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function aSubmission(number: number, change: Partial<Submission> = {}): Submission {
  const dataset = { dataset: 'own', version: 1, state: 'scored', imageCount: 2, predictionCount: 2 } as const;
  return {
    ...{
      id: SubmissionId.parse(uuid(number)),
      number,
      task: 'cells',
      taskName: 'Cells',
      model: 'hers',
      modelName: 'Hers',
    },
    ...{ candidate: 'base', candidateName: 'Base', candidateId: CandidateId.parse(uuid(900)), status: 'scored' },
    ...{ imageCount: 2, scoredCount: 2, predictionCount: 2, createdAt: '2026-11-01T00:00:00.000Z' },
    ...{ finishedAt: null, closedAt: '2026-11-01T00:00:00.000Z', reading: null, metric: 'pq' },
    ...{ publication: 'private', publishedAt: null, own: true, builtIn: false },
    datasets: [{ ...dataset, scoredCount: 2, report: null, error: null, warnings: null, score: 0.5 }],
    ...change,
  };
}

/** Keeps what a component calls. */
function recorder() {
  const calls: unknown[][] = [];
  return { calls, call: (...words: unknown[]): void => void calls.push(words) };
}

it('offers what can be done with each submission, and asks once more before it cancels', () => {
  const onChange = recorder();
  const running = aSubmission(2, { status: 'running', scoredCount: 1, datasets: [] });
  const shown = aSubmission(3, { publication: 'published' });
  const submissions = [aSubmission(1), running, shown];
  const places = [{ submission: shown.id, dataset: 'own', rank: 2, rankedCount: 7 }];
  show(
    <SubmissionTable
      {...{
        submissions,
        places,
        selected: new Set<SubmissionId>(),
        onSelect: recorder().call,
        onChange: onChange.call,
      }}
    />,
  );
  const [, first, second, third] = screen.getAllByRole('row');
  expect(within(first!).getByText('0.500 pq')).toBeTruthy();
  expect(within(second!).getByText('1 of 2 images')).toBeTruthy();
  expect(within(third!).getByText('2 of 7')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Publish submission 1' }));
  fireEvent.click(screen.getByRole('button', { name: 'Withdraw submission 3' }));
  fireEvent.click(screen.getByRole('button', { name: 'Cancel submission 2' }));
  expect(onChange.calls).toEqual([
    ['publish', submissions[0]],
    ['withdraw', shown],
  ]);
  fireEvent.click(screen.getByRole('button', { name: 'Yes, end submission 2' }));
  expect(onChange.calls.at(-1)).toEqual(['cancel', running]);
});

it('says what was done, with an undo where there is one', () => {
  const onUndo = recorder();
  const submission = aSubmission(1, { publication: 'published' });
  show(<ChangeNotice done={{ change: 'publish', submission }} onUndo={onUndo.call} />);
  expect(screen.getByText('Submission 1 is published and on the boards.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(onUndo.calls).toEqual([['withdraw', submission]]);
});

it('has no undo for what cannot be undone', () => {
  show(<ChangeNotice done={{ change: 'cancel', submission: aSubmission(1) }} onUndo={recorder().call} />);
  expect(screen.getByText('Submission 1 is cancelled.')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

it('says how many places are left, and when the next one opens', () => {
  const opensAt = new Date(Date.now() + 3 * 3_600_000 + 60_000).toISOString();
  const tasks = [{ task: 'cells', taskName: 'Cells', used: 10, left: 0, opensAt }];
  show(<QuotaWords quota={{ limit: 10, tasks }} />);
  expect(screen.getByText(/0 of 10 left/).textContent).toBe('0 of 10 left; the next place opens in 3 hours');
});

it('compares scores within one task alone', () => {
  const better = aSubmission(2, { datasets: [{ ...aSubmission(2).datasets[0]!, score: 0.75 }] });
  show(<ScoreComparison submissions={[aSubmission(1), better]} />);
  expect(screen.getByText('(+0.250)')).toBeTruthy();
});

it('compares nothing across tasks', () => {
  show(<ScoreComparison submissions={[aSubmission(1), aSubmission(2, { task: 'nuclei' })]} />);
  expect(screen.getByText(/within one task/)).toBeTruthy();
});

describe('the progress', () => {
  const progress: SubmissionProgress = {
    ...{ submission: SubmissionId.parse(uuid(1)), status: 'queued', stage: 'waiting', isFinal: false },
    ...{ imageCount: 4, scoredCount: 0, position: 3, expectedStart: null, attempt: 1, attempts: 3, failures: [] },
    datasets: [{ dataset: 'own', state: 'queued', imageCount: 4, scoredCount: 0, partialScore: null }],
    log: [{ at: '2026-11-01T00:00:00.000Z', text: 'Closed, and queued for evaluation.' }],
  };

  it('says the place in the line, and what happened', () => {
    show(<ProgressView progress={progress} isLive />);
    expect(screen.getByRole('status').textContent).toBe(
      'It waits for its turn to be scored. It is number 3 in the line.',
    );
    expect(screen.getByText(/Closed, and queued/)).toBeTruthy();
    expect(screen.getByText('Updates as it happens.')).toBeTruthy();
  });

  it('shows images, partial scores, the attempt and why earlier ones failed', () => {
    const now: SubmissionProgress = {
      ...{ ...progress, status: 'running', stage: 'scoring', position: null, scoredCount: 1, attempt: 2 },
      failures: [{ at: '2026-11-01T00:00:00.000Z', reason: 'The disk is away.' }],
      datasets: [{ dataset: 'own', state: 'running', imageCount: 4, scoredCount: 1, partialScore: 0.25 }],
    };
    show(<ProgressView progress={now} isLive={false} />);
    expect(screen.getByRole('status').textContent).toBe('1 of 4 images scored. This is attempt 2 of 3.');
    expect(screen.getByText(/mean so far 0.250/)).toBeTruthy();
    expect(screen.getByText(/The disk is away/)).toBeTruthy();
    expect(screen.getByText('Updates every few seconds.')).toBeTruthy();
  });
});
