import type { Settings } from '@cellboard/contract';
import { UsageError } from '../usage-error.ts';

/**
 * Reads settings such as `diameter=30`: a number, `true`, `false` and `null` are values of their own, everything else is
 * text.
 *
 * @throws UsageError for a setting without a name or a value, and for one that is given twice
 */
export function declaredSettings(texts: readonly string[]): Settings {
  const settings = new Map<string, Settings[string]>();
  for (const text of texts) {
    const [key = '', value = ''] = text.split(/=(.*)/s).map((part) => part.trim());
    if (key === '' || value === '')
      throw new UsageError(`--setting: "${text}" is not a setting. Use <name>=<value>, such as diameter=30.`);
    if (settings.has(key)) throw new UsageError(`--setting: "${key}" is given twice.`);
    settings.set(key, valueOf(value));
  }
  return Object.fromEntries(settings);
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** A number only where its digits come back as they were written: "007" and "1e999" are text. */
function valueOf(text: string): Settings[string] {
  const word = words[text];
  if (word !== undefined) return word;
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}
