import { Problem, type NewCandidate, type NewWeights, type Principal, type WeightsRef } from '@cellboard/contract';
import {
  CandidateEntity,
  ModelRepository,
  TaskRepository,
  WeightsEntity,
  WeightsSourceEntity,
  SourceEntity,
  type ModelEntity,
  type Transaction,
} from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { audit } from '../audit/audit.ts';
import { SourcesService } from '../sources/sources.service.ts';
import { noTask } from '../tasks/task-problems.ts';
import { canonicalSettings } from './canonical-settings.ts';
import { declaredFor, declaredIn } from './declared-sources.ts';
import { noModel, noWeights } from './model-problems.ts';

/** Makes candidates, with the weights that they need. */
@Injectable()
export class Candidates {
  constructor(
    private readonly models: ModelRepository,
    private readonly tasks: TaskRepository,
    private readonly sources: SourcesService,
  ) {}

  /** Makes a candidate of a model. The same request again changes nothing; another one under its slug is refused. */
  async make(
    principal: Principal,
    transaction: Transaction,
    { model, input }: { model: ModelEntity; input: NewCandidate },
  ): Promise<void> {
    const existing = await this.models.candidate(model.slug, input.slug);
    if (existing) {
      await this.refuseOther(existing, input);
      return;
    }
    const { slug, name, kind, mode } = input;
    const task = input.tunedOn === null ? null : await this.tasks.find(principal, input.tunedOn);
    if (input.tunedOn !== null && !task) throw noTask(input.tunedOn);
    const weights = input.weights && (await this.weights(principal, transaction, { model, input: input.weights }));
    const settings = canonicalSettings(input.settings);
    const words = { slug, name, kind, mode, settings, weights, tunedOn: task?.task ?? null };
    transaction.persist(transaction.create(CandidateEntity, { model, ...words }));
    await transaction.flush();
    const subject = `${model.slug}/${slug}`;
    audit(transaction, principal, { action: 'candidate.create', object: 'candidate', subject, after: { ...input } });
  }

  /** Weights are shared: several candidates of a model may be the same weights with other settings. */
  private async weights(
    principal: Principal,
    transaction: Transaction,
    { model, input }: { model: ModelEntity; input: NewWeights },
  ): Promise<WeightsEntity> {
    const existing = await this.models.weights(model.slug, input.slug);
    if (existing) {
      await this.refuseOtherWeights(existing, input);
      return existing;
    }
    const { slug, name, sha256 } = input;
    const { sources, complete } = declaredIn(input);
    await this.sources.assertKnown(principal, sources ?? []);
    const parent = input.parent && (await this.parent(input.parent));
    const weights = transaction.create(WeightsEntity, {
      model,
      slug,
      name,
      sha256,
      parent,
      complete,
    });
    transaction.persist(weights);
    for (const source of sources ?? []) {
      const row = { weights, source: transaction.getReference(SourceEntity, source) };
      transaction.persist(transaction.create(WeightsSourceEntity, row));
    }
    const subject = `${model.slug}/${slug}`;
    audit(transaction, principal, { action: 'weights.create', object: 'weights', subject, after: { ...input } });
    return weights;
  }

  private async parent({ model, weights }: WeightsRef): Promise<WeightsEntity> {
    const found = await this.models.weights(model, weights);
    if (found) return found;
    throw (await this.models.bySlug(model)) ? noWeights(model, weights) : noModel(model);
  }

  private async refuseOther(kept: CandidateEntity, input: NewCandidate): Promise<void> {
    const { name, kind, mode, tunedOn, settings } = kept;
    const said = { name, kind, mode: mode ?? null, tunedOn: tunedOn?.slug ?? null, settings };
    const wanted = { name: input.name, kind: input.kind, mode: input.mode, tunedOn: input.tunedOn };
    const same = isDeepStrictEqual(said, { ...wanted, settings: canonicalSettings(input.settings) });
    if (!same || (kept.weights?.slug ?? null) !== (input.weights?.slug ?? null)) throw isOther(input);
    if (kept.weights && input.weights) await this.refuseOtherWeights(kept.weights, input.weights);
  }

  private async refuseOtherWeights(kept: WeightsEntity, input: NewWeights): Promise<void> {
    const rows = await this.models.sources([kept.id]);
    const parent = kept.parent ? { model: kept.parent.model.slug, weights: kept.parent.slug } : null;
    const said = { name: kept.name, sha256: kept.sha256 ?? null, parent, ...declaredFor(kept, rows) };
    const { name, sha256 } = input;
    const wanted = { name, sha256, parent: input.parent, ...declaredIn(input) };
    if (isDeepStrictEqual(said, wanted)) return;
    throw new Problem(
      'MODEL_EXISTS',
      `The model already has weights "${input.slug}", with another name, hash, parent or other training data. Choose another slug for these.`,
    );
  }
}

function isOther({ slug }: NewCandidate): Problem {
  return new Problem(
    'MODEL_EXISTS',
    `The model already has a candidate "${slug}", with another name or other weights or settings. Choose another slug for this one.`,
  );
}
