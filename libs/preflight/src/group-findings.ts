import type { ValidationItem, ValidationProblem } from '@cellboard/contract';
import type { Finding } from './finding.ts';
import { codesInOrder, wordsOf } from './problem-words.ts';

/** Items of a problem that are listed; the others are counted. */
const MOST_ITEMS = 100;

/** Groups findings by what is wrong, errors first. */
export function toProblems(findings: readonly Finding[]): ValidationProblem[] {
  return codesInOrder.flatMap((code) => {
    const found = findings.filter((finding) => finding.code === code);
    if (found.length === 0) return [];
    const items = found.slice(0, MOST_ITEMS).map(toItem);
    return [{ code, ...wordsOf(code), count: found.length, items }];
  });
}

function toItem({ file, dataset, image, message, rename }: Finding): ValidationItem {
  return { file: file ?? null, dataset: dataset ?? null, image: image ?? null, message, rename: rename ?? null };
}
