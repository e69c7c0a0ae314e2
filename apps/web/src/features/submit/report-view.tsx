import type { ValidationItem, ValidationProblem, ValidationReport } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import './submit.css';

const verdicts = {
  ready: 'Every image has a prediction, and all can be scored.',
  incomplete: 'The predictions can be sent. Images without one are scored as if nothing had been predicted.',
  refused: 'Fix the errors below, then choose the files again.',
} as const satisfies Record<ValidationReport['verdict'], string>;

const severities = { error: 'Error', warning: 'Warning', note: 'Note' } as const;

/** Items of a problem that are shown; the number of the others is said. */
const MOST = 20;

/** What is found in a set of predictions, with what is wrong grouped by how to fix it. */
export function ReportView({ report }: { readonly report: ValidationReport }): ReactNode {
  const { verdict, expected, found, missing, extra, cells, problems } = report;
  const number = (value: number) => value.toLocaleString('en');
  return (
    <section className="submit-part" aria-labelledby="report">
      <h2 id="report">What was found</h2>
      <p role="status">
        {number(found)} of {number(expected)} images found, {number(missing)} missing, {number(extra)} extra;{' '}
        {number(cells)} cells. <strong>{verdicts[verdict]}</strong>
      </p>
      {problems.map((problem) => (
        <Problem key={problem.code} problem={problem} />
      ))}
    </section>
  );
}

function Problem({ problem }: { readonly problem: ValidationProblem }): ReactNode {
  const { severity, title, fix, script, count, items } = problem;
  const left = count - Math.min(items.length, MOST);
  return (
    <div className="submit-problem" data-severity={severity}>
      <h3>
        {severities[severity]}: {title} ({count.toLocaleString('en')})
      </h3>
      <ul>
        {items.slice(0, MOST).map((item, i) => (
          <li key={i}>{itemText(item)}</li>
        ))}
        {left > 0 && <li>… and {left.toLocaleString('en')} more</li>}
      </ul>
      <p>{fix}</p>
      {script !== null && <Command about="the lines of Python">{script}</Command>}
    </div>
  );
}

function itemText({ file, dataset, image, message }: ValidationItem): string {
  const what = file ?? (image === null ? null : `${dataset === null ? '' : `${dataset}/`}${image}`);
  return what === null ? message : `${what}: ${message}`;
}
