/** How the program tells a script what became of it. The numbers are public. */
export const exitCode = {
  done: 0,
  /** Some images could not be scored or imported, a submission has no result, or stored files are damaged. */
  someFailed: 1,
  /** An option is wrong, or a folder, manifest or server that the command names cannot be used. Nothing was done. */
  usage: 2,
  /** A bug of the program. */
  unexpected: 3,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

/** What stands at the end of `--help`. */
export const exitCodeHelp = `
Exit codes:
  0    done, every image included
  1    some images failed, a submission has no result, or stored files are damaged; the output names them
  2    usage: an option, a folder, a file to write or the server cannot be used
  3    a bug in cellboard
  130  interrupted with Ctrl-C`;
