import type { ReactNode } from 'react';
import './submit.css';

const steps = ['Task and data', 'Model', 'Predictions', 'Upload'] as const;

/** Where in the steps of a submission a page is. */
export function Steps({ current }: { readonly current: 1 | 2 | 3 | 4 }): ReactNode {
  return (
    <ol className="submit-steps" aria-label="Steps">
      {steps.map((name, i) => (
        <li key={name} aria-current={i + 1 === current ? 'step' : undefined}>
          <span aria-hidden>{i + 1}</span> {name}
        </li>
      ))}
    </ol>
  );
}
