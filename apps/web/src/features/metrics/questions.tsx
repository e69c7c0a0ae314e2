import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { findMetric } from './metric-list.ts';

const questions: readonly (readonly [question: string, pages: readonly string[]])[] = [
  ['How many cells were found, and how many invented?', ['f1', 'missed', 'invented']],
  ['Are touching cells told apart?', ['splits', 'merges']],
  ['Is the number of cells right?', ['countError', 'predictedCells']],
  ['Are the outlines right, for areas and shapes?', ['sq', 'mDice', 'hd95']],
  ['One number for everything?', ['pq', 'aji']],
];

/** Which metric to read for which question. */
export function Questions(): ReactNode {
  return (
    <section className="metric-questions">
      <h2>Which metric answers your question?</h2>
      <dl>
        {questions.map(([question, pages]) => (
          <div key={question}>
            <dt>{question}</dt>
            <dd>
              {pages.map((page) => (
                <Link key={page} to="/metrics/$id" params={{ id: page }}>
                  {findMetric(page)?.title ?? page}
                </Link>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
