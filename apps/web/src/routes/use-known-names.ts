import type { Leaderboard, Model } from '@cellboard/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../app/trpc.ts';

/** The name of a model that a board or a list has shown before; undefined where none has. */
export function useKnownModelName(slug: string): string | undefined {
  const trpc = useTRPC();
  const client = useQueryClient();
  const lists = client.getQueriesData<Model[]>({ queryKey: [...trpc.models.list.queryKey(), 'every'] });
  const boards = client.getQueriesData<Leaderboard>({ queryKey: trpc.leaderboard.get.queryKey() });
  const listed = lists.flatMap(([, models]) => models ?? []).find((model) => model.slug === slug);
  const ranked = boards.flatMap(([, board]) => board?.rows ?? []).find(({ model }) => model === slug);
  return listed?.name ?? ranked?.modelName;
}

/** The name of a dataset that a board has shown before; undefined where none has. */
export function useKnownDatasetName(slug: string): string | undefined {
  const trpc = useTRPC();
  const boards = useQueryClient().getQueriesData<Leaderboard>({ queryKey: trpc.leaderboard.get.queryKey() });
  const datasets = boards.flatMap(([, board]) => board?.task.datasets ?? []);
  return datasets.find((dataset) => dataset.slug === slug)?.name;
}
