import {
  Slug,
  ImageName,
  type CloseSubmission,
  type NewSubmission,
  type OwnSubmissionsQuery,
  type Page,
  type Principal,
  type PublicSubmission,
  type Submission,
  type SubmissionFile,
  type SubmissionFilesQuery,
  type SubmissionPlace,
  type SubmissionPlacesQuery,
  type SubmissionQuery,
  type SubmissionQuota,
  type SubmissionsQuery,
  type WithdrawSubmission,
} from '@cellboard/contract';
import type { SubmissionsService as Contract } from '@cellboard/contract/router';
import { PlaceRepository, SubmissionRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { Quotas } from './quotas.ts';
import { SubmissionEvaluations } from './submission-evaluations.ts';
import { SubmissionOpening } from './submission-opening.ts';
import { SubmissionPublication } from './submission-publication.ts';
import { noSubmission } from './submission-problems.ts';

/** Opens submissions and closes them for evaluation. */
@Injectable()
export class SubmissionsService implements Contract {
  constructor(
    private readonly submissions: SubmissionRepository,
    private readonly opening: SubmissionOpening,
    private readonly evaluations: SubmissionEvaluations,
    private readonly publication: SubmissionPublication,
    private readonly placed: PlaceRepository,
    private readonly quotas: Quotas,
  ) {}

  async list(_principal: Principal, { cursor, limit, ...filter }: SubmissionsQuery): Promise<Page<PublicSubmission>> {
    const before = beforeOf(cursor);
    const rows = await this.submissions.publicPage({ ...filter, before, limit: limit + 1 });
    const { items, next } = pageFrom(rows, limit, ({ number }) => [number]);
    return { items: items.map(({ number: _number, ...row }) => row), next };
  }

  async mine(principal: Principal, { cursor, limit, ...filter }: OwnSubmissionsQuery): Promise<Page<Submission>> {
    const before = beforeOf(cursor);
    const rows = await this.submissions.mine(principal, { ...filter, before, limit: limit + 1 });
    return pageFrom(rows, limit, ({ number }) => [number]);
  }

  async get(principal: Principal, { submission }: SubmissionQuery): Promise<Submission> {
    const row = await this.submissions.row(principal, submission);
    if (!row) throw noSubmission(submission);
    return row;
  }

  places(principal: Principal, { submissions }: SubmissionPlacesQuery): Promise<SubmissionPlace[]> {
    return this.placed.of(principal, submissions);
  }

  quota(principal: Principal): Promise<SubmissionQuota> {
    return this.quotas.of(principal);
  }

  async files(
    principal: Principal,
    { submission, cursor, limit }: SubmissionFilesQuery,
  ): Promise<Page<SubmissionFile>> {
    if (!(await this.submissions.own(principal, submission))) throw noSubmission(submission);
    const place = readCursor(z.tuple([Slug, ImageName]), cursor);
    const after = place && { dataset: place[0], name: place[1] };
    const rows = await this.submissions.files(submission, { after, limit: limit + 1 });
    return pageFrom(rows, limit, ({ dataset, image }) => [dataset, image]);
  }

  /** @param baseline slug of a built-in method that makes the predictions, if one does */
  async create(principal: Principal, input: NewSubmission, baseline: string | null = null): Promise<Submission> {
    return this.get(principal, { submission: await this.opening.open(principal, input, baseline) });
  }

  async close(principal: Principal, input: CloseSubmission): Promise<Submission> {
    await this.evaluations.close(principal, input);
    return this.get(principal, input);
  }

  async publish(principal: Principal, { submission }: SubmissionQuery): Promise<Submission> {
    await this.publication.publish(principal, submission);
    return this.get(principal, { submission });
  }

  async withdraw(principal: Principal, { submission, reason }: WithdrawSubmission): Promise<Submission> {
    await this.publication.withdraw(principal, submission, reason);
    return this.get(principal, { submission });
  }

  async cancel(principal: Principal, { submission, reason }: WithdrawSubmission): Promise<Submission> {
    await this.evaluations.cancel(principal, submission, reason);
    return this.get(principal, { submission });
  }

  /** Evaluates again what was rejected or failed; the earlier evaluations are kept. */
  async requeue(principal: Principal, { submission }: SubmissionQuery): Promise<Submission> {
    await this.evaluations.requeue(principal, submission);
    return this.get(principal, { submission });
  }
}

function beforeOf(cursor: string | undefined): number | undefined {
  return readCursor(z.tuple([z.int()]), cursor)?.[0];
}
