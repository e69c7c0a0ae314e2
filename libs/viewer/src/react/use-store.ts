import { useSyncExternalStore } from 'react';

import type { ViewerStore } from '../interaction/store.ts';

/**
 * A value of a store. A component draws itself again only when the value changes, so that moving an image costs React
 * nothing: pick values that are plain, or that stay the same object.
 */
export function useStore<T>(store: ViewerStore, pick: (store: ViewerStore) => T): T {
  return useSyncExternalStore(store.subscribe, () => pick(store));
}
