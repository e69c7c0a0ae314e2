import { readNpySamples } from '@cellboard/formats/npy';
import { decodeLabelFile, type LabelImage } from '@cellboard/labels';
import type { ImageSamples } from '@cellboard/viewer';

/**
 * Why a file cannot be shown: the server does not have it (`absent`), it cannot be read (`damaged`), the server does not
 * give it out (`refused`), or no answer came (`unreachable`).
 */
export type FileFault = 'absent' | 'damaged' | 'refused' | 'unreachable';

/** A file that cannot be shown. The message says what happened, for a person. */
export class FileFailure extends Error {
  override readonly name = 'FileFailure';
  readonly fault: FileFault;
  readonly requestId: string | null;

  constructor(fault: FileFault, message: string, requestId: string | null = null) {
    super(message);
    this.fault = fault;
    this.requestId = requestId;
  }
}

/** What the server says of a failure, as far as it does. */
interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly requestId?: string;
}

const damage = ['FILE_DAMAGED', 'FILE_UNREADABLE'];

/**
 * Loads a file of the server, unpacked by the browser.
 *
 * @throws FileFailure
 */
async function bytesOf(address: string, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await fetch(address, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new FileFailure('unreachable', 'The server cannot be reached. Check your connection, then try again.');
  });
  if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
  const problem = (await answer.json().catch(() => ({}))) as Problem;
  const { code = '', detail = `The server answered ${String(answer.status)}.`, requestId = null } = problem;
  throw new FileFailure(faultOf(answer.status, code), detail, requestId);
}

function faultOf(status: number, code: string): FileFault {
  if (damage.includes(code)) return 'damaged';
  if (status === 404) return 'absent';
  return status < 500 ? 'refused' : 'unreachable';
}

/** @throws FileFailure */
export async function loadSamples(address: string, signal: AbortSignal): Promise<ImageSamples> {
  const bytes = await bytesOf(address, signal);
  return read(() => readNpySamples(bytes) as ImageSamples);
}

/** @throws FileFailure */
export async function loadLabels(address: string, signal: AbortSignal): Promise<LabelImage> {
  const bytes = await bytesOf(address, signal);
  return read(() => decodeLabelFile(bytes).labels);
}

function read<T>(reading: () => T): T {
  try {
    return reading();
  } catch (error) {
    throw new FileFailure('damaged', error instanceof Error ? error.message : 'The file cannot be read.');
  }
}
