import type { Account, AddPasskey, NewPasskey, PasskeyRequest, PasskeySignIn } from '@cellboard/contract';
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { post, Stopped } from './refused.ts';

/**
 * Lets the browser make a passkey.
 *
 * @throws Stopped that says what to do
 */
export async function createPasskey(options: NewPasskey): Promise<AddPasskey['response']> {
  requireHost(options.rp.id);
  const { id, rawId, type, response } = await explain(() => startRegistration({ optionsJSON: options }));
  const { clientDataJSON, attestationObject, transports } = response;
  const words = { clientDataJSON, attestationObject, ...(transports && { transports }) };
  return { ...{ id, rawId, type }, response: words, clientExtensionResults: {} };
}

/** Signs in with any passkey of this site that the browser has or reaches: the answer sets the cookie of the session. */
export async function signInByPasskey(): Promise<Account> {
  const request = (await (await post('/api/v1/sign-in/passkey/challenge', {})).json()) as PasskeyRequest;
  return (await (await post('/api/v1/sign-in/passkey', await askForPasskey(request))).json()) as Account;
}

async function askForPasskey(options: PasskeyRequest): Promise<PasskeySignIn> {
  requireHost(options.rpId);
  const { id, rawId, type, response } = await explain(() => startAuthentication({ optionsJSON: options }));
  const { clientDataJSON, authenticatorData, signature, userHandle = '' } = response;
  const words = { clientDataJSON, authenticatorData, signature, userHandle };
  return { ...{ id, rawId, type }, response: words, clientExtensionResults: {} };
}

/** A passkey is for one host name. Elsewhere the browser would refuse it without saying why. */
function requireHost(host: string): void {
  const { hostname, href } = window.location;
  if (hostname === host) return;
  const there = new URL(href);
  there.hostname = host;
  throw new Stopped(`Passkeys work at ${there.host} only. Open ${there.origin}${there.pathname}.`);
}

async function explain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Stopped(reasons[error instanceof Error ? error.name : ''] ?? 'The browser could not use a passkey.');
  }
}

/** By the names of errors of WebAuthn. */
const reasons: Readonly<Record<string, string>> = {
  NotAllowedError: 'It was cancelled, took too long, or there is no passkey of this site. Try again.',
  AbortError: 'It was cancelled. Try again.',
  InvalidStateError: 'This device has a passkey of your account already.',
  ConstraintError: 'This device cannot ask for a PIN, a finger or a face. Use another one.',
  NotSupportedError: 'This device makes no passkeys that Cellboard can check. Use another one.',
  SecurityError: 'Browsers refuse passkeys at this address. They need a host name and https://.',
};
