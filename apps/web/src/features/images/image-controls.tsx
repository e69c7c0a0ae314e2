import type { ImagesPage } from '@cellboard/contract';
import { NativeSelect, NumberInput, Slider } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { imageLimits, type GallerySearch } from './gallery-search.ts';
import { overlayName } from './overlay.ts';

interface GalleryControlsProps {
  /** What there is to choose from; undefined while it loads. */
  readonly page: Pick<ImagesPage, 'cellTypes' | 'overlays'> | undefined;
  readonly search: GallerySearch;
  /** The choice of the task, which leads. */
  readonly children: ReactNode;
  readonly onChange: (change: Partial<GallerySearch>) => void;
}

/** Which images, how many, and what lies over them. */
export function GalleryControls({ page, search, children, onChange }: GalleryControlsProps): ReactNode {
  return (
    <div className="toolbar gallery-controls" role="group" aria-label="Images to show">
      {children}
      <NativeSelect
        className="gallery-type"
        label="Cell type"
        data={cellTypeOptions(page, search.type)}
        value={search.type}
        onChange={(event) => {
          onChange({ type: event.currentTarget.value });
        }}
      />
      <NativeSelect
        className="gallery-overlay"
        label="Overlay"
        data={overlayOptions(page, search.overlay)}
        value={search.overlay}
        onChange={(event) => {
          onChange({ overlay: event.currentTarget.value });
        }}
      />
      <CountControl
        key={search.n}
        count={search.n}
        onChange={(n) => {
          onChange({ n });
        }}
      />
      <StrengthControl
        key={`strength ${String(search.strength)}`}
        strength={search.strength}
        disabled={search.overlay === 'none'}
        onChange={(strength) => {
          onChange({ strength });
        }}
      />
    </div>
  );
}

function cellTypeOptions(page: GalleryControlsProps['page'], asked: string) {
  const types = page?.cellTypes ?? [];
  const all = types.reduce((sum, { images }) => sum + images, 0);
  const known = asked === '' || types.some(({ cellType }) => cellType === asked);
  return [
    { value: '', label: page ? `All (${String(all)})` : 'All' },
    ...types.map(({ cellType, images }) => ({ value: cellType, label: `${cellType} (${String(images)})` })),
    ...(known ? [] : [{ value: asked, label: page ? `${asked} (0)` : asked }]),
  ];
}

function overlayOptions(page: GalleryControlsProps['page'], asked: string) {
  const candidates = (page?.overlays ?? []).map((choice) => ({
    value: choice.id,
    label: overlayName(choice),
  }));
  const known = asked === 'none' || asked === 'truth' || candidates.some(({ value }) => value === asked);
  return [
    { value: 'none', label: 'None' },
    { value: 'truth', label: 'Ground truth' },
    ...candidates,
    ...(known ? [] : [{ value: asked, label: 'A candidate without predictions here' }]),
  ];
}

interface CountControlProps {
  readonly count: number;
  readonly onChange: (count: number) => void;
}

/** The number of images by slider or by typing; both tell the new number once it is settled. */
function CountControl({ count, onChange }: CountControlProps): ReactNode {
  const [draft, setDraft] = useState<number | string>(count);
  const settle = (value: number | string): void => {
    const wanted = Math.round(Number(value));
    const valid =
      Number.isFinite(wanted) && value !== '' ? Math.min(imageLimits.max, Math.max(imageLimits.min, wanted)) : count;
    setDraft(valid);
    if (valid !== count) onChange(valid);
  };
  return (
    <div className="gallery-count">
      <span className="field-label" aria-hidden>
        Images shown
      </span>
      <div className="gallery-count-line">
        <Slider
          className="gallery-slider"
          color="var(--accent)"
          min={imageLimits.min}
          max={imageLimits.max}
          value={Number(draft)}
          label={null}
          thumbLabel="Images shown"
          onChange={setDraft}
          onChangeEnd={settle}
        />
        <NumberInput
          aria-label="Images shown, as a number"
          className="gallery-number"
          min={imageLimits.min}
          max={imageLimits.max}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          value={draft}
          onChange={setDraft}
          onBlur={() => {
            settle(draft);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle(draft);
          }}
        />
      </div>
    </div>
  );
}

interface StrengthControlProps {
  readonly strength: number;
  readonly disabled: boolean;
  readonly onChange: (strength: number) => void;
}

function StrengthControl({ strength, disabled, onChange }: StrengthControlProps): ReactNode {
  const [draft, setDraft] = useState(strength);
  return (
    <div className="gallery-strength">
      <span className="field-label" aria-hidden>
        Overlay strength
      </span>
      <div className="gallery-count-line">
        <Slider
          className="gallery-slider"
          color="var(--accent)"
          min={10}
          max={100}
          step={5}
          value={draft}
          label={null}
          disabled={disabled}
          thumbLabel="Overlay strength"
          thumbValueText={(value) => `${String(value)} %`}
          onChange={setDraft}
          onChangeEnd={onChange}
        />
      </div>
    </div>
  );
}
