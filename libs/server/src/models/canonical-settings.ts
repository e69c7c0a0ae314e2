import type { Settings } from '@cellboard/contract';

/** Settings with their keys in order, so that equal settings are equal as text. */
export function canonicalSettings(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
}
