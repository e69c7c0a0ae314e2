import type { TrainedCandidate } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { ExposureBadge } from '../../ui/exposure-badge.tsx';
import { ModelLink } from '../../ui/links.tsx';
import { SheetSection } from '../../ui/sheet.tsx';

interface TrainedOnItProps {
  readonly trained: readonly TrainedCandidate[];
  /** The dataset's name. */
  readonly images: string;
}

/** The models for whose candidates the dataset is not unseen. */
export function TrainedOnIt({ trained, images }: TrainedOnItProps): ReactNode {
  if (trained.length === 0) return null;
  return (
    <SheetSection title="Models trained on it">
      <p>These models have seen this dataset, so their scores on it may be optimistic.</p>
      <ul className="trained-list">
        {groupsOf(trained).map((group) => (
          <Group key={`${group[0].model} ${group[0].exposure}`} group={group} images={images} />
        ))}
      </ul>
    </SheetSection>
  );
}

/** Candidates of one model that have seen the images in the same way. */
type TrainedGroup = readonly [TrainedCandidate, ...TrainedCandidate[]];

function groupsOf(trained: readonly TrainedCandidate[]): TrainedGroup[] {
  const groups = new Map<string, [TrainedCandidate, ...TrainedCandidate[]]>();
  for (const one of trained) {
    const key = `${one.model} ${one.exposure}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** As many candidates as a line names. */
const named = 3;

function Group({ group, images }: { readonly group: TrainedGroup; readonly images: string }): ReactNode {
  const [{ model, modelName, exposure }] = group;
  const names = group.length > named ? null : group;
  return (
    <li>
      <ModelLink model={model}>{modelName}</ModelLink>{' '}
      <ExposureBadge exposure={exposure} images={images} candidate={modelName} />{' '}
      <span className="trained-candidates">
        {names === null
          ? counted(group.length, 'candidate', 'candidates')
          : names.map(({ candidateName }) => candidateName).join(', ')}
      </span>
    </li>
  );
}
