import { Slug, type ReceiptKeys, type SignedReceipt } from '@cellboard/contract';
import { ReceiptsService } from '@cellboard/server';
import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseWords } from './parse-words.ts';

/** Signed receipts of results. Their addresses are in the contract's `receiptFiles`. */
@Controller('api/v1/receipts')
export class ReceiptsController {
  constructor(private readonly receipts: ReceiptsService) {}

  @Get('keys.json')
  @Header('cache-control', 'public, no-cache')
  keys(@Req() { principal }: FastifyRequest): Promise<ReceiptKeys> {
    return this.receipts.published(principal);
  }

  @Get(':task/:dataset/:model/:candidate.json')
  async receipt(
    @Param() { task, dataset, model, candidate }: Readonly<Record<string, string>>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedReceipt> {
    const place = {
      task: parseWords(Slug, task),
      dataset: parseWords(Slug, dataset),
      model: parseWords(Slug, model),
      candidate: parseWords(Slug, candidate),
    };
    const receipt = await this.receipts.receipt(request.principal, place);
    const name = [place.task, place.dataset, place.model, place.candidate].join('_');
    void reply.headers({
      'content-disposition': `attachment; filename="cellboard_receipt_${name}.json"`,
      'cache-control': 'no-store',
    });
    return receipt;
  }
}
