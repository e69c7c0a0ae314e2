/** The address that the page was opened at, before the router writes it as it understands it. */
let arrival: URL | undefined = new URL(globalThis.location.href);

/** What stood behind the question mark when the page was opened at this path; empty at any other. */
export function arrivalSearch(pathname: string): string {
  return arrival?.pathname === pathname ? arrival.search : '';
}

/** From now on the reader has moved on. */
export function forgetArrival(): void {
  arrival = undefined;
}
