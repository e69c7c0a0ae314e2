import { systemReason } from '@cellboard/formats/node';

/** Why a file or folder could not be used, in plain words and without a full stop, to follow a colon. */
export function reasonOf(error: unknown): string {
  return systemReason(error) ?? (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

/** What nobody caught of the file system, in a sentence that names the path; undefined for any other error. */
export function fileProblem(error: unknown): string | undefined {
  const reason = systemReason(error);
  if (reason === undefined) return undefined;
  const { path, dest } = error as { readonly path?: string; readonly dest?: string };
  const where = [path, dest].filter((one) => one !== undefined).join(' or ');
  return `${where || 'A file'} cannot be used: ${reason}.`;
}
