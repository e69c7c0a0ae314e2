/** What the codes of the file system mean, as the end of a sentence such as "a.png cannot be read: …". */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  EEXIST: 'something of that name is there already',
  ENOTEMPTY: 'the folder is not empty',
  EACCES: 'you have no right to it',
  EPERM: 'you have no right to it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EFBIG: 'it is larger than the disk allows',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GiB, the most that is read at once',
  ENAMETOOLONG: 'its name is too long for the disk',
  EINVAL: 'the disk does not allow this name or operation',
  EILSEQ: 'the disk does not allow a character of its name',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOMEM: 'the machine has no memory left',
  EBUSY: 'another program uses it',
  ETXTBSY: 'another program uses it',
  EIO: 'the disk reports an error',
  ENODEV: 'its disk is not there',
  ENXIO: 'its disk is not there',
  ESTALE: 'its network drive is not there',
  ENOTCONN: 'its network drive is not there',
  ETIMEDOUT: 'its network drive does not answer',
};

/**
 * Why the system refused to read, write or make something, in plain words, to follow a colon.
 *
 * @returns undefined for an error that is not about a file
 */
export function systemReason(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string')
    return undefined;
  const known = REASONS[error.code] ?? REASONS[error.code.replace(/^ERR_FS_/, '')];
  if (known !== undefined) return known;
  if (error.code.startsWith('Z_')) return 'its packed data is damaged or cut off';
  return 'syscall' in error && 'path' in error ? `the system reports the error ${error.code}` : undefined;
}
