import { packedKey } from '../search/packed-key.ts';

/** The address that the page was opened at, before the router writes it as it understands it. */
let arrival: URL | undefined = new URL(globalThis.location.href);

/** Whether the page was opened by a link with a packed view that is not whole. */
let isBroken = false;

/** What stood behind the question mark when the page was opened at this path; empty at any other. */
export function arrivalSearch(pathname: string): string {
  return arrival?.pathname === pathname ? arrival.search : '';
}

/** From now on the reader has moved on. */
export function forgetArrival(): void {
  arrival = undefined;
}

/** Whether the view that a link to this page had could not be opened. */
export const isBrokenView = (pathname: string): boolean => isBroken && arrival?.pathname === pathname;

/** Where a link has a packed view, the address becomes that of the view. */
export async function openPackedView(): Promise<void> {
  const url = new URL(globalThis.location.href);
  const packed = url.searchParams.get(packedKey);
  if (packed === null) return;
  const { unpack } = await import('../search/packed-view.ts');
  const search = await unpack(packed);
  isBroken = search === null;
  url.search = search ?? '';
  globalThis.history.replaceState(null, '', url);
  arrival = url;
}
