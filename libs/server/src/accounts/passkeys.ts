import {
  Problem,
  type AddPasskey,
  type DeveloperId,
  type PasskeyRequest,
  type PasskeySignIn,
} from '@cellboard/contract';
import { PasskeyRepository, type DeveloperEntity, type PasskeyEntity } from '@cellboard/db';
import { Injectable, Logger } from '@nestjs/common';
import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { ServerSettings } from '../settings/server-settings.ts';
import { hashOf, newSecret } from './secrets.ts';
import { Throttles } from './throttles.ts';

/** How long somebody may take to touch a key or type its PIN. */
export const PASSKEY_MS = 5 * 60_000;

/** Checks what passkeys sign. The site has one address, and passkeys are for its host name alone. */
@Injectable()
export class Passkeys {
  private readonly logger = new Logger('Passkeys');

  constructor(
    private readonly passkeys: PasskeyRepository,
    private readonly throttles: Throttles,
    private readonly settings: ServerSettings,
  ) {}

  /** The host name that passkeys are for. */
  get host(): string {
    return new URL(this.settings.origin).hostname;
  }

  /** Random bytes for a passkey to sign, once. @param developer who adds one; null for somebody who signs in */
  async challenge(developer: DeveloperId | null): Promise<string> {
    const challenge = newSecret();
    await this.passkeys.ask(hashOf(challenge), { developer, expiresAt: new Date(Date.now() + PASSKEY_MS) });
    return challenge;
  }

  /**
   * What a browser asks for a passkey with, before it knows whose.
   *
   * @param from the network address that asks
   * @throws Problem TOO_MANY_ATTEMPTS
   */
  async request(from: string): Promise<PasskeyRequest> {
    await this.throttles.count('passkey', from);
    return {
      challenge: await this.challenge(null),
      ...{ rpId: this.host, timeout: PASSKEY_MS, userVerification: 'required' },
    };
  }

  /**
   * Checks a new passkey of an account.
   *
   * @throws Problem PASSKEY_REFUSED
   */
  async created(developer: DeveloperId, response: AddPasskey['response']): Promise<WebAuthnCredential> {
    const challenge = await this.taken(response.response.clientDataJSON, developer);
    const checked = await this.check(() => {
      const { id, rawId, type, response: words } = response;
      const { clientDataJSON, attestationObject } = words;
      const answer = { id, rawId, type, clientExtensionResults: {}, response: { clientDataJSON, attestationObject } };
      return verifyRegistrationResponse({ ...this.expected(challenge), response: answer });
    });
    if (!checked.registrationInfo) throw refused();
    return checked.registrationInfo.credential;
  }

  /**
   * The account that a passkey signs in to: by itself, because it takes both the device and the PIN or finger of its
   * owner.
   *
   * @param from the network address that asks
   * @throws Problem PASSKEY_REFUSED, SIGN_IN_FAILED for a suspended account, or TOO_MANY_ATTEMPTS
   */
  async signIn(response: PasskeySignIn, from: string): Promise<DeveloperEntity> {
    await this.throttles.count('signInFromAddress', from);
    const challenge = await this.taken(response.response.clientDataJSON, null);
    const passkey = await this.passkeys.byCredential(response.id);
    const account = passkey?.developer;
    if (!passkey || !account || !isOf(account, response) || account.deletedAt != null) throw refused();
    const { authenticationInfo, verified } = await this.check(() =>
      verifyAuthenticationResponse({ ...this.expected(challenge), response, credential: credentialOf(passkey) }),
    );
    if (!verified || !(await this.passkeys.use(passkey.id, authenticationInfo.newCounter))) throw refused();
    if (account.suspendedAt != null) {
      throw new Problem('SIGN_IN_FAILED', 'This account is suspended. Ask the operator of this site.');
    }
    await this.throttles.takeBack('signInFromAddress', from);
    return account;
  }

  private expected(expectedChallenge: string) {
    return {
      expectedChallenge,
      expectedOrigin: this.settings.origin,
      expectedRPID: this.host,
      requireUserVerification: true,
    };
  }

  /** The challenge that an answer names, which is then used up. */
  private async taken(clientData: string, developer: DeveloperId | null): Promise<string> {
    const challenge = challengeIn(clientData);
    if (challenge === null || !(await this.passkeys.take(hashOf(challenge), developer))) throw refused();
    return challenge;
  }

  /** The library throws an error for everything that is wrong. */
  private async check<T>(verify: () => Promise<T>): Promise<T> {
    try {
      return await verify();
    } catch (error) {
      this.logger.warn(`A passkey was refused: ${error instanceof Error ? error.message : String(error)}`);
      throw refused();
    }
  }
}

function challengeIn(clientData: string): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientData, 'base64url').toString()) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}

/** What an authenticator keeps of an account: the bytes of its id, which say nothing about anybody. */
export function userHandleOf(id: DeveloperId): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

function isOf({ id }: DeveloperEntity, { response }: PasskeySignIn): boolean {
  return response.userHandle === userHandleOf(id);
}

function credentialOf({ credentialId, publicKey, counter }: PasskeyEntity): WebAuthnCredential {
  return { id: credentialId, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter };
}

export function refused(): Problem {
  return new Problem(
    'PASSKEY_REFUSED',
    'The passkey was not accepted. It may have been removed, or it took longer than 5 minutes. Try again, or sign in with your password.',
  );
}
