import type { Inspection } from '../inspect.ts';

/** What a process of `inspectFiles` says: that it may be asked, what a file is, or that our code failed at it. */
export type Answer = { readonly ready: true } | { readonly inspection: Inspection } | { readonly fault: string };
