import { operator, SignIn, type DeveloperId, type Principal } from '@cellboard/contract';
import { OperatorToken, Sessions, SignIns } from '@cellboard/server';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Passport } from 'passport';
import { Strategy as PasswordStrategy } from 'passport-local';
import { Strategy } from 'passport-strategy';
import { networkOf } from '../http/network-of.ts';

/** A token of an account, or the admin token of the data folder, in the header `Authorization` and nowhere else. */
class TokenStrategy extends Strategy {
  readonly name = 'token';

  constructor(
    private readonly token: OperatorToken,
    private readonly sessions: Sessions,
  ) {
    super();
  }

  override authenticate(request: Pick<FastifyRequest, 'headers'>): void {
    const { authorization } = request.headers;
    if (this.token.isIn(authorization)) {
      this.success(operator);
      return;
    }
    const [, secret] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    if (secret === undefined) {
      this.fail(401);
      return;
    }
    this.sessions.principalOfToken(secret).then(
      (principal) => {
        if (principal) this.success(principal);
        else this.fail(401);
      },
      (error: unknown) => {
        this.error(error as Error);
      },
    );
  }
}

/** The ways to prove who you are: a token, or an e-mail address and its password. */
@Injectable()
export class Authenticator {
  private readonly passport = new Passport();

  constructor(token: OperatorToken, sessions: Sessions, signIns: SignIns) {
    this.passport.use(new TokenStrategy(token, sessions));
    const fields = { usernameField: 'email', passwordField: 'password', passReqToCallback: true } as const;
    // The controller has read both from the body already.
    const check = new PasswordStrategy(fields, (...[request, , , done]) => {
      const { ip, body } = request as unknown as FastifyRequest;
      signIns.check(SignIn.parse(body), networkOf(ip)).then((account) => {
        done(null, { id: account.id });
      }, done);
    });
    this.passport.use('password', check);
  }

  /** Whose token a request carries; null for none, or for one that does not work. */
  byToken(request: FastifyRequest): Promise<Principal | null> {
    return this.prove('token', request);
  }

  /**
   * The account whose e-mail address and password a request carries in its body.
   *
   * @throws Problem as {@link SignIns.check} does
   */
  byPassword(request: FastifyRequest): Promise<{ readonly id: DeveloperId } | null> {
    return this.prove('password', request);
  }

  private prove<T>(strategy: string, request: FastifyRequest): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const settled = (error: Error | null, found: T | false | null) => {
        if (error == null) resolve(found || null);
        else reject(error);
      };
      const check = this.passport.authenticate(strategy, { session: false }, settled) as (...parts: unknown[]) => void;
      check(request, {}, reject);
    });
  }
}
