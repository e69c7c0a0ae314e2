import { useEffect, useState } from 'react';

import { cellInWords } from '../interaction/readout.ts';
import type { ViewerStore } from '../interaction/store.ts';
import { useStore } from './use-store.ts';

/** Milliseconds that a text rests before a screen reader reads it: a pointer passes over many cells. */
const REST_MS = 400;

/** Says what is under the pointer, else what is selected. */
export function ReadoutLine({ store }: { store: ViewerStore }) {
  const text = useStore(store, textOf);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setSaid(text);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <>
      <p className="viewer-readout" aria-hidden="true">
        {text || 'Point at a cell, or press N for the next disagreement.'}
      </p>
      <p className="viewer-said" role="status">
        {said}
      </p>
    </>
  );
}

function textOf(store: ViewerStore): string {
  const { state } = store;
  const cell = store.hovered ?? state.panels[state.active]?.selection;
  return cell ? cellInWords(store, cell) : '';
}
