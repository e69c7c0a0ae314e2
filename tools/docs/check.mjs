/**
 * Checks what the documentation promises: links lead somewhere, the README stays short, every command
 * that it shows exists with every option it shows, and all text is plain English. Run by `nx run docs:test`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findWords, wordsInRepository } from './words.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const README_WORDS = 400;

const pages = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((page) => page !== '' && existsSync(join(root, page)));
const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);

let passed = 0;
const failures = [];
function check(claim, holds) {
  if (holds) passed++;
  else failures.push(claim);
}

/** What `cellboard … --help` prints; null where there is no such command. */
const helpOf = (() => {
  const known = new Map();
  return (command) => {
    const key = command.join(' ');
    if (!known.has(key)) {
      const { status, stdout } = spawnSync(
        process.execPath,
        [join(root, 'apps/cli/bin/cellboard.js'), ...command, '--help'],
        {
          encoding: 'utf8',
        },
      );
      known.set(
        key,
        status === 0 && stdout.includes(`cellboard${command.length > 0 ? ' ' : ''}${key}`) ? stdout : null,
      );
    }
    return known.get(key);
  };
})();

/** Lines of shell in fenced blocks, continued lines joined, prompts and comments taken off. */
function commands(text) {
  const blocks = [...text.matchAll(/```(?:bash|sh|console)\n([\s\S]*?)```/g)].map(([, body]) =>
    body.replace(/\\\n\s*/g, ' '),
  );
  const inline = [...text.matchAll(/`((?:npm run|npx|cellboard) [^`]+)`/g)].map(([, body]) => body);
  return [...blocks.flatMap((block) => block.split('\n')), ...inline].map((line) =>
    line
      .replace(/^\$ /, '')
      .replace(/\s#.*$/, '')
      .trim(),
  );
}

function checkCellboard(page, words) {
  const isWord = (word) => /^[a-z][a-z0-9-]*$/.test(word);
  const firstOther = words.findIndex((word) => !isWord(word));
  const names = words.slice(0, firstOther === -1 ? words.length : firstOther);
  let command = names;
  while (command.length > 0 && helpOf(command) === null) command = command.slice(0, -1);
  check(`${page}: there is no command "cellboard ${names.join(' ')}"`, command.length > 0 || names.length === 0);
  const help = helpOf(command) ?? '';
  for (const [option] of words.join(' ').matchAll(/(?<=\s)--[a-z-]+/g)) {
    check(`${page}: "cellboard ${command.join(' ')}" has no option ${option}`, help.includes(option));
  }
}

function checkCommand(page, line) {
  const words = line.replace(/^npx (?=cellboard)/, '').split(/\s+/);
  if (words[0] === 'cellboard') checkCellboard(page, words.slice(1));
  if (words[0] === 'npm' && words[1] === 'run')
    check(`${page}: there is no script "${words[2]}"`, scripts.includes(words[2]));
}

function checkLinks(page, text) {
  const prose = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(?:https?:|mailto:|#)/.test(target)) continue;
    const path = join(root, dirname(page), decodeURIComponent(target.split('#')[0]));
    check(`${page}: the link ${target} leads nowhere`, existsSync(path));
  }
}

for (const page of pages) {
  const text = readFileSync(join(root, page), 'utf8');
  checkLinks(page, text);
  for (const line of commands(text)) checkCommand(page, line);
}
const words = readFileSync(join(root, 'README.md'), 'utf8').split(/\s+/).filter(Boolean).length;
check(`README.md has ${words} words, but at most ${README_WORDS} are allowed`, words <= README_WORDS);

const english = wordsInRepository(root);
check(
  'The list of words in docs/contributing.md cannot be read',
  english.rows.length > 10 && english.files.length > 100,
);
const planted = findWords(`${'Who'}ever is\n * told so. There is no image.`, english.rows).map(({ line }) => line);
check('Words of the list are not found where they stand', planted.join() === '1,1');
for (const one of english.found) check(one, false);

mkdirSync(new URL('test-output', import.meta.url), { recursive: true });
const counts = { numPassedTests: passed, numFailedTests: failures.length, numPendingTests: 0 };
writeFileSync(new URL('test-output/results.json', import.meta.url), JSON.stringify(counts));
for (const failure of failures) console.log(failure);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;
