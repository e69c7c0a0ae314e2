import type { ReactNode } from 'react';
import './hindrance.css';

interface HindranceProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Why something cannot be used or shown in the usual way. */
export function Hindrance({ title, children }: HindranceProps): ReactNode {
  return (
    <div className="hindrance">
      <p className="hindrance-title">{title}</p>
      <p>{children}</p>
    </div>
  );
}
