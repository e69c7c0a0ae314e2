import type { Inspection } from '@cellboard/formats';

/** What a file is, by the path it was found at. */
export interface InspectedFile extends Inspection {
  readonly file: string;
}

/** The result for programs, a file on each line. */
export function* inspectedJson(files: readonly InspectedFile[]): Generator<string> {
  yield '{"files":[';
  for (const [i, file] of files.entries()) yield `${i === 0 ? '' : ','}\n${JSON.stringify(file)}`;
  yield '\n]}';
}
