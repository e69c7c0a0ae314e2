/** What runs in a thread that examines images. */
import type { Defect } from '../entries/dataset-entry.ts';
import { examineFiles, type ExaminedImage } from './examine-image.ts';
import { fromMessage, type ExaminingMessage } from './examining-message.ts';
import { release } from './release.ts';

/** Examines one image. The message is a copy of what was sent, which nobody else reads. */
export async function examine(message: ExaminingMessage): Promise<ExaminedImage | Defect> {
  const { files, labels } = message;
  try {
    return await examineFiles(fromMessage(message));
  } finally {
    release(files.image, files.truth, files.ignore, labels?.data);
  }
}
