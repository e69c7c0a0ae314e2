import { Module } from '@nestjs/common';
import { SystemService } from './system.service.ts';

/** What the installation is doing. */
@Module({ providers: [SystemService], exports: [SystemService] })
export class SystemModule {}
