import type { TaskImage } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';

/** The submission of an address. */
export function useSubmission(id: string) {
  return useQuery(useTRPC().submissions.get.queryOptions({ submission: id }));
}

/** All images of a task; undefined until they are here. */
export function useTaskImages(task: string | undefined): readonly TaskImage[] | undefined {
  const client = useTRPCClient();
  const found = useQuery({
    queryKey: ['images of a task', task],
    enabled: task !== undefined,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const images: TaskImage[] = [];
      let cursor: string | undefined;
      do {
        const page = await client.tasks.images.query({ task: task ?? '', limit: 200, cursor }, { signal });
        images.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return images;
    },
  });
  return found.data;
}
