import {
  PasskeySignIn,
  Problem,
  SignIn,
  type Account,
  type DeveloperId,
  type PasskeyRequest,
} from '@cellboard/contract';
import { AccountsService, Passkeys } from '@cellboard/server';
import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseWords } from '../files/parse-words.ts';
import { networkOf } from '../http/network-of.ts';
import { SESSION_COOKIE } from './cookie.ts';
import { Authenticator } from './strategies.ts';

/** Hosts that browsers trust without TLS. */
const LOCAL = /^(?:localhost|[^.]+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Signs people in and out: these are the only routes that set a cookie. */
@Controller('api/v1')
export class SignInController {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly accounts: AccountsService,
    private readonly passkeys: Passkeys,
  ) {}

  /** Takes an e-mail address and a password as JSON, and answers the account. */
  @Post('sign-in')
  @HttpCode(200)
  async signIn(@Req() request: FastifyRequest): Promise<Account | null> {
    requireSecure(request.headers.origin);
    request.body = parseWords(SignIn, request.body);
    const account = await this.authenticator.byPassword(request);
    if (!account) throw new Problem('REQUEST_INVALID', 'Type your e-mail address and your password.');
    return this.begin(request, account.id);
  }

  /** Answers what a browser asks for a passkey with. */
  @Post('sign-in/passkey/challenge')
  @HttpCode(200)
  async askForPasskey(@Req() request: FastifyRequest): Promise<PasskeyRequest> {
    requireSecure(request.headers.origin);
    return this.passkeys.request(networkOf(request.ip));
  }

  /** Takes what a passkey signed, as JSON, and answers the account. */
  @Post('sign-in/passkey')
  @HttpCode(200)
  async signInByPasskey(@Req() request: FastifyRequest): Promise<Account | null> {
    requireSecure(request.headers.origin);
    const { id } = await this.passkeys.signIn(parseWords(PasskeySignIn, request.body), networkOf(request.ip));
    return this.begin(request, id);
  }

  /** Ends this session. */
  @Post('sign-out')
  @HttpCode(204)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await request.session.destroy();
    void reply.clearCookie(SESSION_COOKIE);
  }

  private async begin(request: FastifyRequest, id: DeveloperId): Promise<Account | null> {
    // A new secret, whatever the browser had before: nobody else may have planted that.
    await request.session.regenerate();
    request.session.account = id;
    request.session.userAgent = request.headers['user-agent'] ?? null;
    await request.session.save();
    return this.accounts.me({ kind: 'developer', id });
  }
}

/**
 * Says why a sign-in would come to nothing: a browser keeps its cookie only where nobody can read along.
 *
 * @throws Problem INSECURE_ADDRESS
 */
function requireSecure(origin: string | undefined): void {
  const url = URL.parse(origin ?? '');
  if (url?.protocol !== 'http:' || LOCAL.test(url.hostname)) return;
  throw new Problem(
    'INSECURE_ADDRESS',
    `You cannot sign in at ${url.origin}: without TLS, others on the network could read your password. Open the site at an address that begins with https://, or ask its operator to set one up.`,
  );
}
