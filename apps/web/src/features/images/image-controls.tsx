import type { ImageFacet, ImagesPage, OverlayChoice } from '@cellboard/contract';
import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { FacetSelect } from '../../ui/facet-select.tsx';
import { facetChoices, facetNames, unknownFacet } from '../../ui/measure-words.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { imageLimits, imagesBySlider, strengthLimits, type ImagesSearch } from './images-search.ts';
import { NumberSlider } from './number-slider.tsx';
import { OrderControls } from './order-controls.tsx';
import { overlayName, overlayWord } from './overlay.ts';
import { TypeSelect } from './type-select.tsx';

interface ImageControlsProps {
  /** What there is to choose from; undefined while it loads. */
  readonly page: Pick<ImagesPage, 'cellTypes' | 'modalities' | 'facets' | 'overlays'> | undefined;
  readonly search: ImagesSearch;
  /** The name of the requested candidate where it has no predictions here. */
  readonly missing: string;
  /** The choice of the task, which leads. */
  readonly children: ReactNode;
  readonly onChange: (change: Partial<ImagesSearch>) => void;
}

/** Which images, how many, and what lies over them. */
export function ImageControls({ page, search, missing, children, onChange }: ImageControlsProps): ReactNode {
  const modalities = (page?.modalities ?? []).map(({ modality, images }) => choice(modality, images));
  return (
    <Toolbar label="Images to show" first={children} more="Filters">
      <FacetSelect
        label="Imaging"
        all="Any"
        choices={modalities}
        value={search.modality}
        onChange={(modality) => {
          onChange({ modality });
        }}
      />
      <TypeSelect
        types={page?.cellTypes}
        value={search.type}
        onChange={(type) => {
          onChange({ type });
        }}
      />
      <FurtherFacets facets={page?.facets ?? []} isLoading={page === undefined} {...{ search, onChange }} />
      <OverlaySelect
        choices={page?.overlays}
        value={search.overlay}
        missing={missing}
        onChange={(overlay) => {
          onChange({ overlay });
        }}
      />
      <NumberSlider
        label="Images shown"
        limits={imageLimits}
        sliderMax={imagesBySlider}
        value={search.n}
        onChange={(n) => {
          onChange({ n });
        }}
      />
      <NumberSlider
        label="Overlay strength"
        limits={strengthLimits}
        step={5}
        unit=" %"
        disabled={search.overlay === 'none'}
        value={search.strength}
        onChange={(strength) => {
          onChange({ strength });
        }}
      />
      <OrderControls candidates={page?.overlays} {...{ search, onChange }} />
    </Toolbar>
  );
}

const choice = (value: string, count: number) => ({ value, label: value, count });

interface FurtherFacetsProps extends Pick<ImageControlsProps, 'search' | 'onChange'> {
  readonly facets: ImagesPage['facets'];
  readonly isLoading: boolean;
}

/** Filters by what else is known of the images. All stand there from the start, so that nothing moves when the images come. */
function FurtherFacets({ facets, search, isLoading, onChange }: FurtherFacetsProps): ReactNode {
  return (Object.keys(facetNames) as ImageFacet[]).map((facet) => {
    const own = facets.filter((one) => one.facet === facet);
    const choices = facetChoices(
      facet,
      own.map(({ value, images }) => ({ value, count: images })),
    );
    return (
      <FacetSelect
        key={facet}
        label={facetNames[facet]}
        all={choices.length > 0 || isLoading ? 'Any' : unknownFacet(facet)}
        choices={choices}
        value={search[facet]}
        onChange={(value) => {
          onChange({ [facet]: value });
        }}
      />
    );
  });
}

interface OverlaySelectProps {
  /** Undefined while they load. */
  readonly choices: readonly OverlayChoice[] | undefined;
  readonly value: string;
  /** The name of the requested candidate where it has no predictions here. */
  readonly missing: string;
  readonly onChange: (overlay: string) => void;
}

/** Chooses what lies over the images. A candidate without predictions here stays visible as the requested one. */
export function OverlaySelect({ choices, value, missing, onChange }: OverlaySelectProps): ReactNode {
  const candidates = (choices ?? []).map((one) => ({ value: overlayWord(one), label: overlayName(one) }));
  const isKnown = value === 'none' || value === 'truth' || candidates.some((one) => one.value === value);
  const data = [
    { value: 'none', label: 'None' },
    { value: 'truth', label: 'Truth' },
    ...candidates,
    ...(isKnown ? [] : [{ value, label: choices ? `No predictions here: ${missing}` : 'Loading …' }]),
  ];
  return (
    <NativeSelect
      className="toolbar-facet"
      label="Overlay"
      data={data}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
