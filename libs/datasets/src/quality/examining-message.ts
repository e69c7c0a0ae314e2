import { ndArray, sizeOf, type LabelImage } from '@cellboard/labels';
import type { ImageFiles } from '../entries/layout-entry.ts';
import type { ReadFiles } from './examine-image.ts';

/** A label image without methods. */
interface PlainLabels {
  readonly ids: Uint32Array;
  readonly data: Uint16Array | Uint32Array;
  readonly height: number;
  readonly width: number;
}

/** What {@link ReadFiles} becomes on its way to another thread. */
export interface ExaminingMessage extends Omit<ReadFiles, 'files'> {
  readonly files: Omit<ImageFiles, 'labels'>;
  /** What decoding the truth gives, where it was decoded. */
  readonly labels?: PlainLabels | undefined;
}

export function toMessage({ image, files, known }: ReadFiles): ExaminingMessage {
  const { name, tags, ownKind } = image;
  const { labels, ...plain } = files;
  const words = { name, tags, ...(ownKind !== undefined && { ownKind }) };
  return { image: words, files: plain, known, ...(labels && { labels: plainOf(labels) }) };
}

export function fromMessage({ labels, files, ...read }: ExaminingMessage): ReadFiles {
  return { ...read, files: { ...files, ...(labels && { labels: labelImageOf(labels) }) } };
}

function plainOf(labels: LabelImage): PlainLabels {
  const [height, width] = sizeOf(labels);
  return { ids: labels.ids, data: labels.pixels.data, height, width };
}

function labelImageOf({ ids, data, height, width }: PlainLabels): LabelImage {
  return { ids, cellCount: ids.length - 1, pixels: ndArray(data, [height, width]) };
}
