import { systemReason } from '@cellboard/formats/node';

const words: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist. Check the path.',
  ENOTDIR: 'it is a file. Name the folder that holds the image files.',
  EISDIR: 'it is a folder. Name the file itself.',
  EPERM: 'you may not read it. Change its permissions or run as another user.',
  EACCES: 'you may not read it. Change its permissions or run as another user.',
};

/** Why the file system refused to read something, and how to fix it; undefined for any other error. */
export function fileFault(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error && 'syscall' in error)) return undefined;
  return words[String(error.code)] ?? `${systemReason(error) ?? `the system reports the error ${String(error.code)}`}.`;
}
