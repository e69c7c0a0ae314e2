import type { DeclareSources, Principal } from '@cellboard/contract';
import { ModelRepository, SourceEntity, transactional, WeightsSourceEntity, type Transaction } from '@cellboard/db';
import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { audit } from '../audit/audit.ts';
import { SourcesService } from '../sources/sources.service.ts';
import { declaredFor, declaredIn, type DeclaredSources } from './declared-sources.ts';
import { requireModel } from './model-access.ts';
import { noWeights } from './model-problems.ts';

/** Corrects what weights are declared to have been trained on. */
@Injectable()
export class Declarations {
  constructor(
    private readonly em: EntityManager,
    private readonly models: ModelRepository,
    private readonly sources: SourcesService,
  ) {}

  /** @throws Problem MODEL_NOT_FOUND, MODEL_BUILT_IN, NOT_ALLOWED or SOURCE_UNKNOWN */
  async replace(principal: Principal, input: DeclareSources): Promise<void> {
    await this.sources.assertKnown(principal, input.sources ?? []);
    await transactional(this.em, async (transaction) => {
      const weights = await this.models.weights(input.model, input.weights);
      if (!weights) throw noWeights(input.model, input.weights);
      await requireModel(principal, 'models.declare', { model: weights.model, models: this.models });
      await transaction.lock(weights, LockMode.PESSIMISTIC_WRITE);
      const before = declaredFor(weights, await this.models.sources([weights.id]));
      const after = declaredIn(input);
      if (isDeepStrictEqual(before, after) && weights.note == null) return;
      await write(transaction, weights.id, after);
      audit(transaction, principal, {
        ...{ action: 'weights.declare', object: 'weights', subject: `${input.model}/${input.weights}` },
        ...{ before: { ...before, note: weights.note ?? null }, after: { ...after }, reason: input.reason },
      });
      transaction.assign(weights, { complete: after.complete, note: null });
    });
  }
}

async function write(transaction: Transaction, weights: string, { sources }: DeclaredSources): Promise<void> {
  await transaction.nativeDelete(WeightsSourceEntity, { weights });
  for (const slug of sources ?? []) {
    const source = transaction.getReference(SourceEntity, slug);
    transaction.persist(transaction.create(WeightsSourceEntity, { weights, source }));
  }
}
