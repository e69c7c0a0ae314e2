import { useSyncExternalStore } from 'react';

/** What somebody picked on other pages, to compare it. */
export interface Tray {
  /** As `dataset/name`. */
  readonly images: readonly string[];
  /** As `model/candidate`. */
  readonly candidates: readonly string[];
}

const KEY = 'cellboard-compare';
const empty: Tray = { images: [], candidates: [] };

/** Most picks of a kind: as many candidates as there are panels beside the truth. */
export const mostPicks = { images: 24, candidates: 8 } as const;

const listeners = new Set<() => void>();
/** Whether what was read is what is stored: known as long as somebody listens for changes. */
let isFresh = false;
let read: { readonly text: string; readonly tray: Tray } = { text: '', tray: empty };

/** The tray of this browser; empty where it keeps nothing. A hundred tiles ask for it: it is read when it changed. */
function current(): Tray {
  if (isFresh) return read.tray;
  isFresh = listeners.size > 0;
  const text = stored();
  if (text !== read.text) read = { text, tray: parsed(text) };
  return read.tray;
}

function stored(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function parsed(text: string): Tray {
  try {
    const { images, candidates } = JSON.parse(text) as Partial<Record<keyof Tray, unknown>>;
    return { images: wordsIn(images, 'images'), candidates: wordsIn(candidates, 'candidates') };
  } catch {
    return empty;
  }
}

const wordsIn = (list: unknown, kind: keyof Tray): string[] =>
  Array.isArray(list)
    ? list.filter((one): one is string => typeof one === 'string' && /^[^/]+\/[^/]+$/.test(one)).slice(-mostPicks[kind])
    : [];

function keep(tray: Tray): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(tray));
  } catch {
    // A browser that keeps nothing has no tray.
  }
  tell();
}

/** What is stored changed. */
function tell(): void {
  isFresh = false;
  for (const listener of listeners) listener();
}

/** Puts something into the tray, or takes it out again. */
export function togglePick(kind: keyof Tray, word: string): void {
  const tray = current();
  const list = tray[kind];
  const next = list.includes(word) ? list.filter((one) => one !== word) : [...list, word].slice(-mostPicks[kind]);
  keep({ ...tray, [kind]: next });
}

export function emptyTray(): void {
  keep(empty);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    // What another tab stored until now was not told.
    isFresh = false;
    window.addEventListener('storage', tell);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('storage', tell);
    isFresh = false;
  };
}

/** The tray; it changes with what other tabs put into it. */
export const useTray = (): Tray => useSyncExternalStore(subscribe, current);
