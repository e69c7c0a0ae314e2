import type { ReactNode } from 'react';
import { overlayWords, type Overlay } from './overlay.ts';

/** What lies over the images and what its colours mean. */
export function OverlayLegend({ overlay }: { readonly overlay: Overlay }): ReactNode {
  return (
    <p className="legend">
      {overlay.kind !== 'none' && (
        <span className="legend-swatches" aria-hidden>
          <span />
          <span />
          <span />
        </span>
      )}
      {overlayWords(overlay)} {overlay.kind !== 'none' && 'Colours only tell neighbouring cells apart.'}
    </p>
  );
}
