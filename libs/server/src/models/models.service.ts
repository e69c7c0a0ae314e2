import {
  accountOf,
  Problem,
  roleOf,
  Slug,
  type AssignModel,
  type DeclareSources,
  type Model,
  type ModelQuery,
  type ModelResult,
  type ModelsQuery,
  type NewModel,
  type Page,
  type Principal,
} from '@cellboard/contract';
import type { ModelsService as Contract } from '@cellboard/contract/router';
import { DeveloperEntity, ModelEntity, ModelRepository, transactional, type Transaction } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { audit } from '../audit/audit.ts';
import { sameWords } from '../audit/same-words.ts';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { Candidates } from './candidates.ts';
import { Declarations } from './declarations.ts';
import { Assignments } from './assignments.ts';
import { requireModel } from './model-access.ts';
import { ModelAnswers } from './model-answers.ts';
import { noModel } from './model-problems.ts';

/** Makes and finds models and their candidates. */
@Injectable()
export class ModelsService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly models: ModelRepository,
    private readonly candidates: Candidates,
    private readonly declarations: Declarations,
    private readonly assignments: Assignments,
    private readonly answers: ModelAnswers,
  ) {}

  async list(_principal: Principal, { cursor, limit }: ModelsQuery): Promise<Page<Model>> {
    const [after] = readCursor(z.tuple([Slug]), cursor) ?? [];
    const { items, next } = pageFrom(await this.models.page({ after, limit: limit + 1 }), limit, ({ slug }) => [slug]);
    return { items: await this.answers.of(items), next };
  }

  async get(_principal: Principal, { model }: ModelQuery): Promise<Model> {
    return this.answers.one(await this.found(model));
  }

  async results(principal: Principal, { model }: ModelQuery): Promise<ModelResult[]> {
    const { id } = await this.found(model);
    return this.models.results(principal, id);
  }

  async create(principal: Principal, input: NewModel): Promise<Model> {
    const model = await transactional(this.em, async (transaction) => {
      await this.models.lockSlug(input.slug);
      const existing = await this.models.bySlug(input.slug);
      if (existing) await requireModel(principal, 'models.create', { model: existing, models: this.models });
      const model = existing ? unlessOther(existing, input) : await this.make(principal, transaction, input);
      await this.candidates.make(principal, transaction, { model, input: input.candidate });
      return model;
    });
    return this.answers.one(model);
  }

  async declare(principal: Principal, input: DeclareSources): Promise<Model> {
    await this.declarations.replace(principal, input);
    return this.answers.one(await this.found(input.model));
  }

  async assign(principal: Principal, input: AssignModel): Promise<Model> {
    await this.assignments.assign(principal, input);
    return this.answers.one(await this.found(input.model));
  }

  private async found(slug: Slug): Promise<ModelEntity> {
    const found = await this.models.bySlug(slug);
    if (!found) throw noModel(slug);
    return found;
  }

  private async make(principal: Principal, transaction: Transaction, input: NewModel): Promise<ModelEntity> {
    const developer = await this.developer(principal, transaction, input.developer);
    const account = accountOf(principal);
    const team = input.team === undefined ? null : await this.assignments.team(principal, transaction, input.team);
    const owner = account === null || team ? null : transaction.getReference(DeveloperEntity, account);
    // Only the server itself creates built-in models.
    const builtIn = principal.kind === 'worker' && principal.name === 'demo';
    const model = transaction.create(ModelEntity, { ...columns(input), developer, owner, team, builtIn });
    await transaction.persist(model).flush();
    const { candidate: _candidate, ...after } = input;
    audit(transaction, principal, { action: 'model.create', object: 'model', subject: input.slug, after });
    return model;
  }

  /** A developer may only credit their own account; curators and admins may credit anyone. */
  private async developer(principal: Principal, transaction: Transaction, name: string): Promise<DeveloperEntity> {
    await this.models.lockDeveloper(name);
    const known = await this.models.developerByName(name);
    const isOther = known?.passHash != null && known.id !== accountOf(principal);
    if (isOther && roleOf(principal) === 'developer') {
      throw new Problem(
        'NOT_ALLOWED',
        `"${name}" is the name of another account. Give the name of those who made the model.`,
      );
    }
    return known ?? transaction.create(DeveloperEntity, { name });
  }
}

function columns(input: NewModel) {
  const { slug, name, description, backbone, learningMethod, paramCount, licence, paperUrl, codeUrl } = input;
  const { weightsAvailable } = input;
  return {
    ...{ slug, name, description, backbone, learningMethod, numParams: paramCount, licence, paperUrl, codeUrl },
    ...(weightsAvailable !== null && { weightsAvailable }),
  };
}

function unlessOther(model: ModelEntity, input: NewModel): ModelEntity {
  const isTeam = input.team === undefined || input.team === model.team?.id;
  if (isTeam && sameWords(model, columns(input)) && model.developer.name === input.developer) return model;
  throw new Problem(
    'MODEL_EXISTS',
    `There already is a model "${input.slug}", with another description or team. Choose another slug, or send the description it was made with.`,
  );
}
