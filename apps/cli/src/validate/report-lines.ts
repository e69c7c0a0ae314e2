import type { ValidationItem, ValidationProblem, ValidationReport } from '@cellboard/contract';
import { count } from '../terminal.ts';

const VERDICTS = {
  ready: 'Ready to submit.',
  incomplete: 'Can be submitted. Images without a prediction are scored as if nothing had been predicted.',
  refused: 'Cannot be submitted until the errors are fixed.',
} as const satisfies Record<ValidationReport['verdict'], string>;

/** Items of a problem that are printed; the JSON has more. */
const MOST_LINES = 10;

/** A report as people read it at the command line. */
export function reportLines(report: ValidationReport): string[] {
  const { expected, found, missing, extra, cells, problems, verdict } = report;
  const counts = [`${found} of ${count(expected, 'image')} found`, `${missing} missing`, `${extra} extra`];
  return [
    `${counts.join(', ')}; ${count(cells, 'cell')} predicted.`,
    ...problems.flatMap((problem) => ['', ...problemLines(problem)]),
    '',
    VERDICTS[verdict],
  ];
}

function problemLines({ severity, title, fix, script, count: all, items }: ValidationProblem): string[] {
  const left = all - Math.min(items.length, MOST_LINES);
  return [
    `${severity}: ${title}${all > 1 ? ` (${String(all)})` : ''}`,
    ...items.slice(0, MOST_LINES).map((item) => `  ${itemLine(item)}`),
    ...(left > 0 ? [`  … and ${String(left)} more`] : []),
    `  Fix: ${fix}`,
    ...(script === null ? [] : script.split('\n').map((line) => `    ${line}`)),
  ];
}

function itemLine({ file, dataset, image, message }: ValidationItem): string {
  const what = file ?? (image === null ? null : `${dataset === null ? '' : `${dataset}/`}${image}`);
  return what === null ? message : `${what}: ${message}`;
}
