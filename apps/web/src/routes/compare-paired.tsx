import type { ImageDetails } from '@cellboard/contract';
import { Button, NativeSelect } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPCClient } from '../app/trpc.ts';
import { computePaired } from '../features/compare/paired/compute-paired.ts';
import { PairedTable } from '../features/compare/paired/paired-table.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import type { CandidateHere, CandidatesHere } from '../viewing/candidates.ts';
import { candidatesIn } from '../viewing/view-search.ts';
import type { Change } from './compare-change.ts';
import type { CompareSearch } from './compare-search.ts';

interface ComparePairedProps {
  readonly image: ImageDetails;
  readonly here: CandidatesHere;
  readonly search: Pick<CompareSearch, 'pair' | 'over'>;
  /** What is compared in the panels. */
  readonly words: readonly string[];
  readonly change: Change;
}

/** Two candidates compared over all images of the dataset or task, once somebody asks for it. */
export function ComparePaired({ image, here, search, words, change }: ComparePairedProps): ReactNode {
  const { candidates } = here;
  if (candidates.length < 2) return null;
  const [first, second] = pairOf(search.pair, candidates);
  return (
    <section className="viewing-wide">
      <h2>Paired summary</h2>
      <p className="viewing-note">Two candidates over many images, not on this one alone.</p>
      {search.pair === '' ? (
        <Button
          variant="default"
          size="sm"
          onClick={() => {
            change({ pair: usualPair(words, candidates).join() }, { push: true });
          }}
        >
          Compare two candidates over all images
        </Button>
      ) : (
        <>
          <PairChoice {...{ image, candidates, search, change }} />
          {first && second && first !== second && (
            <Summary image={image} here={here} pair={[first, second]} over={search.over} />
          )}
          {(!first || !second) && <p role="status">A candidate of this address has no result on this image.</p>}
          {first && first === second && <p role="status">Choose two different candidates.</p>}
        </>
      )}
    </section>
  );
}

const pairOf = (pair: string, candidates: readonly CandidateHere[]) =>
  pair.split(',').map((word) => candidates.find((one) => one.word === word));

/** The first two that are shown, else the best. */
function usualPair(words: readonly string[], candidates: readonly CandidateHere[]): string[] {
  const known = candidates.map(({ word }) => word);
  const shown = candidatesIn(words).filter((word) => known.includes(word));
  return [...new Set([...shown, ...known])].slice(0, 2);
}

interface PairChoiceProps extends Pick<ComparePairedProps, 'image' | 'search' | 'change'> {
  readonly candidates: readonly CandidateHere[];
}

function PairChoice({ image, candidates, search, change }: PairChoiceProps): ReactNode {
  const words = search.pair.split(',');
  const choices = candidates.map(({ word, name }) => ({ value: word, label: name }));
  const select = (label: string, at: 0 | 1): ReactNode => (
    <NativeSelect
      label={label}
      size="sm"
      data={choices}
      value={words[at] ?? ''}
      onChange={({ currentTarget: { value } }) => {
        change({ pair: words.map((word, k) => (k === at ? value : word)).join() }, { push: true });
      }}
    />
  );
  return (
    <div className="paired-ways">
      {select('First', 0)}
      {select('Second', 1)}
      <NativeSelect
        label="Over"
        size="sm"
        data={[
          { value: 'dataset', label: `Images of ${image.datasetName}` },
          { value: 'task', label: 'All images of the task' },
        ]}
        value={search.over}
        onChange={({ currentTarget }) => {
          change({ over: currentTarget.value === 'task' ? 'task' : 'dataset' }, { push: true });
        }}
      />
    </div>
  );
}

interface SummaryProps {
  readonly image: ImageDetails;
  readonly here: CandidatesHere;
  readonly pair: readonly [CandidateHere, CandidateHere];
  readonly over: CompareSearch['over'];
}

function Summary({ image, here: { metrics, primary }, pair, over }: SummaryProps): ReactNode {
  const client = useTRPCClient();
  const [first, second] = pair;
  const ids = [first.candidateId, second.candidateId] as const;
  const judging = metrics.filter(({ direction }) => direction !== 'none');
  const place = { task: first.task, dataset: over === 'task' ? undefined : image.dataset };
  const ask = async ({ signal }: { readonly signal: AbortSignal }) => {
    const scores = await Promise.all(
      judging.map(async ({ id, direction }) => {
        const query = { ...place, metric: id, candidates: [...ids] };
        return { direction, of: await client.leaderboard.imageScores.query(query, { signal }) };
      }),
    );
    return {
      rows: await computePaired({ pair: ids, scores }, signal),
      isComplete: scores.every(({ of }) => of.isComplete),
    };
  };
  const { data, error, refetch } = useQuery({
    queryKey: ['paired', place, ids, judging.map(({ id }) => id)],
    queryFn: judging.length > 0 ? ask : skipToken,
    staleTime: 60_000,
  });
  if (error) {
    return (
      <FailureNotice
        title="The candidates cannot be compared"
        failure={describeFailure(error)}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) return <p role="status">Comparing over all images …</p>;
  if (!data.isComplete) return <p role="status">There are too many images to compare at once. Choose a dataset.</p>;
  return <PairedTable rows={data.rows} metrics={metrics} primary={primary?.id} names={[first.name, second.name]} />;
}
