import type { ReactNode } from 'react';
import { Term } from '../../ui/term.tsx';
import type { Overlay } from './overlay.ts';

/** What lies over the images and what its colours mean. */
export function OverlayLegend({ overlay }: { readonly overlay: Overlay }): ReactNode {
  if (overlay.kind === 'none') return <p className="legend">Images without outlines.</p>;
  return (
    <p className="legend">
      <span className="legend-swatches" aria-hidden>
        <span />
        <span />
        <span />
      </span>
      {overlay.kind === 'truth' ? (
        <>
          <Term name="truth">Truth</Term>: each outline is one annotated cell.
        </>
      ) : (
        `${overlay.withTruth ? 'White: truth. In colour: prediction' : 'Prediction'} of ${overlay.name}: each outline is one cell that the model found.`
      )}{' '}
      Colours have no meaning; they only separate neighbours.
    </p>
  );
}
