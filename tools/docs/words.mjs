/** Looks for the expressions that docs/contributing.md lists under "Plain English". */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 'docs/contributing.md';
const FILES = ['*.ts', '*.tsx', '*.mjs', '*.js', '*.css', '*.html', '*.md', '*.yml', '.env.example'];

/** The rows of the table, as pairs of what not to write and what to write. */
export function listedWords(text) {
  const [, section = ''] = text.split('## Plain English\n');
  const rows = [...section.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].map(([, not, but]) => [not, but]);
  return rows.filter(([not]) => not !== 'not' && !not.startsWith('-'));
}

/** Finds the expressions in a text, except after "there" and "by": "there is no image" and "by hand in" are fine. */
export function findWords(text, rows) {
  return rows.flatMap(([not, but]) =>
    not.split(', ').flatMap((words) => {
      const found = new RegExp(
        String.raw`(?<!\b(?:there|by) )\b${words.replaceAll(' ', String.raw`\s+(?:[*/]+\s+)?`)}\b`,
        'gi',
      );
      return [...text.matchAll(found)].map(({ index }) => {
        const line = text.slice(0, index).split('\n').length;
        return { line, words, but };
      });
    }),
  );
}

/** One line for each expression found in the files of the repository. */
export function wordsInRepository(root) {
  const rows = listedWords(readFileSync(join(root, PAGE), 'utf8'));
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...FILES], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.split('\n').filter((file) => file !== '' && file !== PAGE && existsSync(join(root, file)));
  const found = files.flatMap((file) =>
    findWords(readFileSync(join(root, file), 'utf8'), rows).map(
      ({ line, words, but }) => `${file}:${line}: "${words}": write ${but}`,
    ),
  );
  return { rows, files, found };
}
