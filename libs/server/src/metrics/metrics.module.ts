import { Module } from '@nestjs/common';
import { MetricsMirror } from './metrics-mirror.ts';

/** The catalogue of metrics in the database. */
@Module({ providers: [MetricsMirror], exports: [MetricsMirror] })
export class MetricsModule {}
