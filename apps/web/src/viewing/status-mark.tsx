import { LOOKS, type CellStatus } from '@cellboard/viewer';
import type { ReactNode } from 'react';

const LENGTH = 24;

/** The line and the colour of a status, as in the viewer. */
export function StatusMark({ status }: { readonly status: CellStatus }): ReactNode {
  const { colour, dashes } = LOOKS[status];
  const pattern = dashes.length % 2 === 0 ? dashes.join(' ') : undefined;
  return (
    <svg className="status-mark" width={LENGTH} height="10" aria-hidden>
      <rect width={LENGTH} height="10" rx="2" fill="#0b0d0f" />
      <path
        d={`M0 5h${String(LENGTH)}`}
        stroke={`rgb(${colour.join(' ')})`}
        strokeWidth="2.5"
        strokeDasharray={pattern}
      />
    </svg>
  );
}
