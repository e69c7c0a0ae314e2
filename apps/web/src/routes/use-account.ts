import type { Account } from '@cellboard/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTRPC } from '../app/trpc.ts';
import { failureOf, signIn } from '../features/account/refused.ts';

interface SignInMore {
  /** Of an authenticator app, where the account has one. */
  readonly code?: string | undefined;
  /** Where to go then. */
  readonly next?: string | undefined;
}

/** Goes on as somebody: what the pages know is asked again, because somebody else asks now. */
function useGoOn(): (account: Account, next: string | undefined) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const me = useTRPC().accounts.me.queryKey();
  return async (account, next = '/me/settings') => {
    queries.setQueryData(me, account);
    await navigate({ to: next });
    await queries.invalidateQueries();
  };
}

/** Signs in with a password and goes on. */
export function useSignIn(): (email: string, password: string, more?: SignInMore) => Promise<void> {
  const goOn = useGoOn();
  return async (email, password, { code, next } = {}) => goOn(await signIn(email, password, code), next);
}

/** Signs in with a passkey and goes on. */
export function usePasskeySignIn(): (next: string | undefined) => Promise<void> {
  const goOn = useGoOn();
  return async (next) => {
    // Only who has a passkey loads what asks for one.
    const { signInByPasskey } = await import('../features/account/passkey-browser.ts');
    await goOn(await signInByPasskey(), next);
  };
}

/** Signs in with a new password; where the account also needs a code, the page to sign in asks for it. */
export function useSignInAgain(): (email: string, password: string) => Promise<void> {
  const signInHere = useSignIn();
  const navigate = useNavigate();
  return async (email, password) => {
    try {
      await signInHere(email, password);
    } catch (error) {
      if (failureOf(error).code !== 'CODE_REQUIRED') throw error;
      await navigate({ to: '/sign-in' });
    }
  };
}

/** The secret of the link that led here, which is then taken out of the address bar and the history. */
export function linkSecret(): string {
  const secret = window.location.hash.slice(1);
  return /^[A-Za-z0-9_-]{43}$/.test(secret) ? secret : '';
}
