import { Global, Module } from '@nestjs/common';
import { Queue } from './queue.ts';
import { WaitingLine } from './waiting-line.ts';

/** Jobs. */
@Global()
@Module({ providers: [Queue, WaitingLine], exports: [Queue, WaitingLine] })
export class QueueModule {}
