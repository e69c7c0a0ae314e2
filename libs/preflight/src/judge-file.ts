import type { TaskImage } from '@cellboard/contract';
import { sharedIdAdvice, type LabelCheck } from '@cellboard/formats';
import type { Finding } from './finding.ts';
import type { Match } from './match-names.ts';

/** Most cells of a label image that are scored. */
const MOST_CELLS = 65_535;

/** What is wrong with the prediction of one image; errors first, and only the first of them. */
export function judgeFile({ entry, image }: Match, check: LabelCheck): Finding[] {
  const of = { file: entry.path, dataset: image.dataset, image: image.name };
  if (check.serverDecodes)
    return [{ ...of, code: 'checked-after-upload', message: 'The server decodes this file once it is uploaded.' }];
  const fault = faultOf(image, check);
  if (fault) return [{ ...of, ...fault }];
  const findings: Finding[] = check.notes.map((note) => ({ ...of, code: 'doubtful', message: plain(note) }));
  if (check.cells === 0) findings.push({ ...of, code: 'no-cells', message: 'Every pixel is 0.' });
  return findings;
}

function faultOf(image: TaskImage, { error, width, height, cells }: LabelCheck): Omit<Finding, 'file'> | undefined {
  // Another size is said first: what cannot be read may be so because of it.
  if (width !== null && height !== null && (width !== image.width || height !== image.height))
    return otherSize(image, { width, height });
  if (error) {
    const code = error.code === 'NOT_LABELS' || error.code === 'SEVERAL_IMAGES' ? 'not-labels' : 'unreadable';
    return { code, message: plain(error.message) };
  }
  if (cells === null || cells <= MOST_CELLS) return undefined;
  return { code: 'too-many-cells', message: `It has ${cells.toLocaleString('en')} cells.` };
}

/** Readers name an option of the command line, which is not there in a browser. */
function plain(message: string): string {
  return message.replaceAll(sharedIdAdvice.option, sharedIdAdvice.plain);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function otherSize(image: Size, found: Size): Omit<Finding, 'file'> {
  const sizes = `It is ${textOf(found)} pixels (width × height), but the image is ${textOf(image)}.`;
  if (found.width === image.height && found.height === image.width) return { code: 'transposed', message: sizes };
  const factor = image.width / found.width;
  const isScaled = Math.abs(found.height * factor - image.height) <= 1;
  const scaled = isScaled
    ? ` It was ${factor > 1 ? 'shrunk' : 'enlarged'} by ${round(Math.max(factor, 1 / factor))}.`
    : '';
  return { code: 'other-size', message: sizes + scaled };
}

function textOf({ width, height }: Size): string {
  return `${width}×${height}`;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
