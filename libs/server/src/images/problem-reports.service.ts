import {
  isTrusted,
  Problem,
  type CandidateId,
  type Principal,
  type ReportedProblem,
  type ReportProblem,
} from '@cellboard/contract';
import { ImagePageRepository, transactional } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { noCandidate } from '../models/model-problems.ts';
import { ImagePageService } from './image-page.service.ts';

/** Reports of one account within an hour: enough for a session of looking, too few to fill a disk. */
const MOST_AN_HOUR = 60;

/** Keeps what people report of images and their truths. */
@Injectable()
export class ProblemReportsService {
  constructor(
    private readonly em: EntityManager,
    private readonly page: ImagePageRepository,
    private readonly pages: ImagePageService,
  ) {}

  /** @throws Problem IMAGE_NOT_FOUND, CANDIDATE_NOT_FOUND or TOO_MANY_REPORTS */
  async report(principal: Principal, { dataset, name, ...input }: ReportProblem): Promise<ReportedProblem> {
    const { id: image } = await this.pages.find(principal, { dataset, name });
    const candidate = await this.candidateOf(input.candidate);
    const { cell, kind, text, view } = input;
    return transactional(this.em, async (transaction) => {
      await this.page.lockReports(principal);
      const reported = { image, candidate, cell, kind, text, view };
      const { id, isNew } = await this.page.addProblem(transaction, principal, reported);
      if (!isNew) return { id, image };
      if (!isTrusted(principal) && (await this.page.reportedLately(principal)) > MOST_AN_HOUR) throw tooMany();
      audit(transaction, principal, {
        action: 'image.report',
        object: 'image',
        subject: image,
        after: { problem: id, kind, ...(cell !== undefined && { cell }), ...(candidate !== null && { candidate }) },
        details: { dataset, name },
      });
      return { id, image };
    });
  }

  private async candidateOf(named: ReportProblem['candidate']): Promise<CandidateId | null> {
    if (named === undefined) return null;
    const { model, candidate } = named;
    const id = await this.page.candidateNamed(model, candidate);
    if (id === null) throw noCandidate(model, candidate);
    return id;
  }
}

function tooMany(): Problem {
  return new Problem(
    'TOO_MANY_REPORTS',
    `At most ${MOST_AN_HOUR} problems can be reported within an hour. Try again later.`,
  );
}
