import type { Dataset, Model, Page, Task } from '@cellboard/contract';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';

/** How often a list is requested again, in milliseconds, and whether it is requested at all. */
interface Asking {
  readonly refetchInterval?: number | false;
  readonly enabled?: boolean;
}

/** Most items that the server answers at once. */
const mostItems = 500;

/** Every task: real ones first, then by age. */
export function useTasks(asking: Asking = {}): UseQueryResult<Task[]> {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryFn = () => everyItem((page) => client.tasks.list.query(page));
  return useQuery({ ...asking, queryKey: [...trpc.tasks.list.queryKey(), 'every'], queryFn });
}

/** Every dataset on this site and in the catalogue, by name. */
export function useDatasets(asking: Asking = {}): UseQueryResult<Dataset[]> {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryFn = () => everyItem((page) => client.datasets.list.query(page));
  return useQuery({ ...asking, queryKey: [...trpc.datasets.list.queryKey(), 'every'], queryFn });
}

/** Every model, by name. */
export function useModels(asking: Asking = {}): UseQueryResult<Model[]> {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryFn = () => everyItem((page) => client.models.list.query(page));
  return useQuery({ ...asking, queryKey: [...trpc.models.list.queryKey(), 'every'], queryFn });
}

/** All pages of a list: searching and sorting here need every item. */
async function everyItem<T>(ask: (page: { cursor?: string; limit: number }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let next: string | null = null;
  do {
    const page: Page<T> = await ask({ limit: mostItems, ...(next !== null && { cursor: next }) });
    items.push(...page.items);
    next = page.next;
  } while (next !== null);
  return items;
}
