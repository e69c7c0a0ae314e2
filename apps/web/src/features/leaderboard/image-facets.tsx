import type { ImagesPage } from '@cellboard/contract';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FacetSelect } from '../../ui/facet-select.tsx';
import { facetChoices, facetNames, unknownFacet } from '../../ui/measure-words.ts';
import { EmptyNotice } from '../../ui/notice.tsx';
import { anyImages, boardFacets, LeaderboardSearch } from './leaderboard-search.ts';

interface ImageFacetsProps {
  /** Undefined until they are known. */
  readonly facets: ImagesPage['facets'] | undefined;
  readonly search: LeaderboardSearch;
  readonly onChange: (change: Partial<LeaderboardSearch>) => void;
}

/** Cuts a board down to images by what was measured of them. */
export function ImageFacets({ facets, search, onChange }: ImageFacetsProps): ReactNode {
  return boardFacets.map((facet) => {
    const own = (facets ?? []).filter((one) => one.facet === facet);
    const choices = facetChoices(
      facet,
      own.map(({ value, images }) => ({ value, count: images })),
    );
    return (
      <FacetSelect
        key={facet}
        label={facetNames[facet]}
        all={choices.length > 0 || facets === undefined ? 'Any' : unknownFacet(facet)}
        choices={choices}
        value={search[facet]}
        onChange={(value) => {
          onChange({ [facet]: LeaderboardSearch.parse({ [facet]: value })[facet] });
        }}
      />
    );
  });
}

/** In the place of results where no image has the measures that were chosen. */
export function NoSuchImages({ onChange }: Pick<ImageFacetsProps, 'onChange'>): ReactNode {
  return (
    <EmptyNotice
      title="No image matches your choice"
      action={
        <Button
          variant="default"
          onClick={() => {
            onChange(anyImages);
          }}
        >
          Show all images
        </Button>
      }
    >
      Choose another cell size, density or contrast. The number of images stands beside each choice.
    </EmptyNotice>
  );
}
