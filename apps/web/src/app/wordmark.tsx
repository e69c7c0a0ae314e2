import type { ReactNode } from 'react';

/** The sign of three cells and the name. */
export function Wordmark(): ReactNode {
  return (
    <span className="wordmark">
      <svg viewBox="0 0 26 26" width="26" height="26" aria-hidden>
        <path
          className="wordmark-cell"
          d="M11 1.500c5-.6 9 2.200 8.900 6.300-.1 4.400-3.900 7.300-8.700 7.200-4.700-.1-8.400-2.700-8.300-6.900C3 4.400 6.400 2 11 1.500Z"
        />
        <path
          className="wordmark-outline"
          d="M20 14.500c3-.2 5 1.900 4.700 5.200-.3 3.100-2.900 5.300-6.200 5.100-3.100-.1-5.200-2.300-4.900-5.300.3-2.900 3-4.800 6.400-5Z"
        />
        <path
          className="wordmark-outline"
          d="M6.400 17.800c2.300-.2 4 1 4 3 0 2.100-1.700 3.500-4 3.400-2.200 0-3.900-1.300-3.800-3.200 0-1.900 1.600-3 3.800-3.200Z"
        />
        <circle className="wordmark-nucleus" cx="10.500" cy="7.800" r="2.400" />
      </svg>
      <span className="wordmark-name">Cellboard</span>
    </span>
  );
}
