/**
 * Characters that break a line, move a cursor, act on a terminal, turn the direction of text or cannot be seen; but for
 * the joiners, which some scripts need.
 */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A text on one line that shows what it holds: names in files and of files may have characters that would act on the
 * place where they are shown. Inside of a string of JSON, it stands for the same text.
 */
export function oneLine(text: string): string {
  return text.replace(UNSEEN, (letter) => SHORT[letter] ?? escaped(letter));
}

/** As {@link oneLine}, but line breaks and tabs stay, as in a table or a block of text. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (letter, at: number) => {
    if (letter === '\n' || letter === '\t' || (letter === '\r' && text[at + 1] === '\n')) return letter;
    return escaped(letter);
  });
}

/** Each of its code units, since JSON knows no longer form. */
function escaped(letter: string): string {
  return Array.from(
    { length: letter.length },
    (_, i) => `\\u${letter.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
}
