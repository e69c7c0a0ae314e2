import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import './command.css';

interface CommandProps {
  /** What the lines do, for screen readers. */
  readonly about: string;
  /** Lines to be typed or copied. */
  readonly children: string;
}

/** Lines for a terminal, with a button that copies them. Long lines are wrapped on screen and stay whole in the copy. */
export function Command({ about, children }: CommandProps): ReactNode {
  return (
    <div className="command">
      <pre>
        <code>
          {children.split(/(\s+)/).map((part, i) =>
            // Every second part is what lies between the words.
            i % 2 === 1 ? part : <span key={i}>{part}</span>,
          )}
        </code>
      </pre>
      <CopyButton
        text={() => children}
        label="Copy"
        done="Copied"
        about={about}
        otherwise="The browser refused the clipboard. Select the lines and copy them by hand."
        size="compact-sm"
      />
    </div>
  );
}
