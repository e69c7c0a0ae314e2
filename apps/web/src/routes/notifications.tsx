import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { failureOf } from '../features/account/refused.ts';

/** What an account gets mail about. */
export function NotificationsPart(): ReactNode {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const wanted = useQuery(trpc.accounts.notifications.queryOptions());
  const changing = useMutation(
    trpc.accounts.setNotifications.mutationOptions({
      onSuccess: (now) => {
        queries.setQueryData(trpc.accounts.notifications.queryKey(), now);
      },
    }),
  );
  const error: unknown = wanted.error ?? changing.error;
  return (
    <section className="account-part">
      <h2>Messages</h2>
      {error != null && <p role="alert">{failureOf(error).message}</p>}
      {wanted.data && (
        <Switch
          label="Mail me how each of my submissions ended"
          checked={wanted.data.mailAtEnd}
          disabled={changing.isPending}
          onChange={({ currentTarget }) => {
            changing.mutate({ mailAtEnd: currentTarget.checked });
          }}
        />
      )}
    </section>
  );
}
