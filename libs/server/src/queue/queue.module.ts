import { Global, Module } from '@nestjs/common';
import { Queue } from './queue.ts';

/** Jobs. */
@Global()
@Module({ providers: [Queue], exports: [Queue] })
export class QueueModule {}
