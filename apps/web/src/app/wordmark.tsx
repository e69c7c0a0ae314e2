import type { ReactNode } from 'react';

/** The mark and the name. The mark is the one of public/favicon.svg, in the colours of the page. */
export function Wordmark(): ReactNode {
  return (
    <span className="wordmark">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden>
        {/* The truth, */}
        <ellipse className="wordmark-truth" cx="12.4" cy="11.2" rx="10.4" ry="9" transform="rotate(-20 12.4 11.2)" />
        {/* the prediction that touches it, */}
        <ellipse className="wordmark-outline" cx="23.6" cy="22.6" rx="6.6" ry="5.8" transform="rotate(28 23.6 22.6)" />
        {/* and a cell that was missed. */}
        <circle className="wordmark-outline" cx="8.4" cy="26" r="3.4" />
      </svg>
      <span className="wordmark-name">Cellboard</span>
    </span>
  );
}
