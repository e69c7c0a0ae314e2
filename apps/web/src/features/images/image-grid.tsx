import type { Image } from '@cellboard/contract';
import type { ReactNode } from 'react';
import type { ImagesSearch } from './images-search.ts';
import { ImageTile } from './image-tile.tsx';
import type { Overlay } from './overlay.ts';
import './image-grid.css';

interface ImageGridProps {
  readonly images: readonly Image[];
  readonly overlay: Overlay;
  /** Strength of the overlay in per cent. */
  readonly strength: number;
  /** The list that they are looked at in. */
  readonly search: Partial<ImagesSearch>;
  /** True while others load. */
  readonly isBusy?: boolean;
}

/** Images as tiles of one size. Knows no network: give it images. */
export function ImageGrid({ images, overlay, strength, search, isBusy = false }: ImageGridProps): ReactNode {
  return (
    <ul
      className="grid"
      style={{ '--overlay-strength': strength / 100 }}
      {...(isBusy && { 'aria-busy': true, 'data-busy': true })}
    >
      {images.map((image) => (
        <li key={image.id}>
          <ImageTile image={image} overlay={overlay} search={search} />
        </li>
      ))}
    </ul>
  );
}

/** The outlines of as many tiles as are loading. */
export function ImageGridSkeleton({ count }: { readonly count: number }): ReactNode {
  return (
    <div className="grid-skeleton" aria-busy="true">
      <p className="visually-hidden" role="status">
        Loading the images …
      </p>
      <div className="grid">
        {Array.from({ length: count }, (_, i) => (
          <div key={i} className="tile">
            <div className="tile-frame tile-waiting" />
            <div className="tile-skeleton-caption" />
          </div>
        ))}
      </div>
    </div>
  );
}
