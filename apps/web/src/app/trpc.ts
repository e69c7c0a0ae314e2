import type { AppRouter } from '@cellboard/contract/router';
import { createTRPCContext } from '@trpc/tanstack-react-query';

/** Typed access to the server for every route; features get props and never call it. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
