import { Problem } from '@cellboard/contract';
import { OperatorToken } from '@cellboard/server';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Lets in whoever sends the operator token, before any of the body is read. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(private readonly token: OperatorToken) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.token.isIn(headers.authorization)) return true;
    throw new Problem('OPERATOR_ONLY', 'This needs the operator token. Send it as "Authorization: Bearer <token>".');
  }
}
