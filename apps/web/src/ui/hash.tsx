import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import './hash.css';

interface HashProps {
  readonly hex: string;
  /** What it is of, for screen readers. */
  readonly about: string;
}

/** A long hexadecimal number, short on screen and whole in the clipboard. */
export function Hash({ hex, about }: HashProps): ReactNode {
  return (
    <span className="hash">
      <code title={hex}>{hex.slice(0, 12)}…</code>
      <CopyButton
        text={() => hex}
        label="Copy"
        done="Copied"
        about={`the hash of ${about}`}
        otherwise={`The browser refused the clipboard. The hash is ${hex}.`}
        size="compact-xs"
      />
    </span>
  );
}
