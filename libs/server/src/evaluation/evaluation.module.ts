import { Module } from '@nestjs/common';
import { EvaluateChunkJob } from './evaluate-chunk.job.ts';
import { EvaluationsService } from './evaluations.service.ts';

/** Evaluations of submissions. */
@Module({ providers: [EvaluateChunkJob, EvaluationsService], exports: [EvaluationsService] })
export class EvaluationModule {}
