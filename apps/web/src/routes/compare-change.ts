import type { CompareSearch } from './compare-search.ts';

/** Changes the address; a step back undoes what is pushed. */
export type Change = (next: Partial<CompareSearch>, how?: { readonly push?: boolean }) => void;
