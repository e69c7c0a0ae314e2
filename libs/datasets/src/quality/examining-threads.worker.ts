/** What runs in a thread that examines images. */
import type { Defect } from '../entries/dataset-entry.ts';
import { examineFiles, type ExaminedImage } from './examine-image.ts';
import { fromMessage, type ExaminingMessage } from './examining-message.ts';

/** Examines one image. */
export function examine(message: ExaminingMessage): Promise<ExaminedImage | Defect> {
  return examineFiles(fromMessage(message));
}
