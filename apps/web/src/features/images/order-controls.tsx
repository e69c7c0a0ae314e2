import type { OverlayChoice } from '@cellboard/contract';
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { imageSorts, tileLimits, type ImagesSearch } from './images-search.ts';
import { NumberSlider } from './number-slider.tsx';
import { overlayName, overlayWord } from './overlay.ts';

type Sort = ImagesSearch['sort'];

const sortNames: Readonly<Record<Sort, string>> = {
  name: 'Name',
  fewest: 'Fewest cells first',
  most: 'Most cells first',
  best: 'Best score first',
  worst: 'Worst score first',
  disagreement: 'Most disagreement first',
  random: 'Random',
};

interface OrderControlsProps {
  readonly search: ImagesSearch;
  /** Candidates with scores; undefined while they load. */
  readonly candidates: readonly OverlayChoice[] | undefined;
  readonly onChange: (change: Partial<ImagesSearch>) => void;
}

/** In which order the images stand, and how large. */
export function OrderControls(props: OrderControlsProps): ReactNode {
  const { search, onChange } = props;
  return (
    <>
      <SortSelect {...props} />
      <NumberSlider
        label="Tile width"
        limits={tileLimits}
        step={4}
        unit=" px"
        value={search.tile}
        onChange={(tile) => {
          onChange({ tile });
        }}
      />
      <div className="toolbar-checks">
        <Checkbox
          label="Group by cell type"
          checked={search.group === 'type'}
          onChange={(event) => {
            onChange({ group: event.currentTarget.checked ? 'type' : '' });
          }}
        />
        <Checkbox
          label="Truth with the prediction"
          disabled={!search.overlay.includes('/')}
          checked={search.with === 'truth'}
          onChange={(event) => {
            onChange({ with: event.currentTarget.checked ? 'truth' : '' });
          }}
        />
      </div>
    </>
  );
}

const needsScores = (sort: Sort): boolean => needsCandidate(sort) || sort === 'disagreement';
const needsCandidate = (sort: Sort): boolean => sort === 'best' || sort === 'worst';

function SortSelect(props: OrderControlsProps): ReactNode {
  const { search, candidates = [], onChange } = props;
  const { sort, by } = search;
  const [first] = candidates;
  // Scores belong to a task.
  const data = imageSorts.map((one) => ({
    value: one,
    label: sortNames[one],
    disabled: needsScores(one) && !first && one !== sort,
  }));
  return (
    <>
      <NativeSelect
        className="toolbar-facet"
        label="Sort by"
        data={data}
        value={sort}
        onChange={(event) => {
          const next = imageSorts.find((one) => one === event.currentTarget.value) ?? 'name';
          onChange({ sort: next, ...(needsCandidate(next) && by === '' && first && { by: overlayWord(first) }) });
        }}
      />
      {needsCandidate(sort) && <ScoreOf {...props} />}
      {sort === 'random' && (
        <Button
          className="toolbar-shuffle"
          variant="default"
          leftSection={<IconArrowsShuffle size={16} aria-hidden />}
          onClick={() => {
            onChange({ seed: search.seed + 1 });
          }}
        >
          Shuffle again
        </Button>
      )}
    </>
  );
}

/** Whose scores sort the images. */
function ScoreOf({ search: { by }, candidates = [], onChange }: OrderControlsProps): ReactNode {
  const known = candidates.map((one) => ({ value: overlayWord(one), label: overlayName(one) }));
  const data = known.some(({ value }) => value === by) ? known : [...known, { value: by, label: by || 'Choose one' }];
  return (
    <NativeSelect
      className="toolbar-facet"
      label="Score of"
      data={data}
      value={by}
      onChange={(event) => {
        onChange({ by: event.currentTarget.value });
      }}
    />
  );
}
