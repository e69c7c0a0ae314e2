import { Problem, type UploadId } from '@cellboard/contract';

export function noUpload(id: UploadId): Problem {
  return new Problem('UPLOAD_NOT_FOUND', `There is no upload ${id} into a submission of yours.`);
}

export function isIncomplete(received: number, bytes: number): Problem {
  return new Problem(
    'UPLOAD_INCOMPLETE',
    `${received.toLocaleString('en')} of ${bytes.toLocaleString('en')} bytes have arrived. Send the rest, then finish the upload.`,
  );
}

export function isRunning(): Problem {
  return new Problem(
    'UPLOAD_RUNNING',
    'An earlier upload is being added to this submission. Wait until it is, then send the next one.',
  );
}

/** The refusal of a set that is larger than its task can need. */
export function exceedsTask(bytes: number, limit: number): Problem {
  const mib = (value: number) => `${(value / 2 ** 20).toLocaleString('en', { maximumFractionDigits: 1 })} MiB`;
  return new Problem(
    'FILE_TOO_LARGE',
    `The file has ${mib(bytes)}, but the predictions of this task take at most ${mib(limit)}. Send label images only, and compress them without loss.`,
  );
}

export function hasNoRoom(): Problem {
  return new Problem('DISK_FULL', 'The server has no room for this file. Ask its operator to free some space.');
}
