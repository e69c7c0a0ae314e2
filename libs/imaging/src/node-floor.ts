/** The first Node.js that has all that Cellboard uses of it, such as Zstandard and Argon2. */
const FLOOR = { major: 24, minor: 7 };

/**
 * Why Cellboard cannot run on this Node.js; undefined where it can. Ask before anything else is imported: an old
 * Node.js stops at the first module that it lacks, with a message that nobody understands.
 *
 * @param version such as "20.11.0"
 * @param way what to do, as a sentence
 */
export function nodeProblem(version: string, way: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > FLOOR.major || (major === FLOOR.major && minor >= FLOOR.minor)) return undefined;
  return `Cellboard needs Node.js ${String(FLOOR.major)}.${String(FLOOR.minor)} or newer, and this is ${version}. ${way}`;
}
