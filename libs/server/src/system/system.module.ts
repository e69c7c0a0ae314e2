import { Module } from '@nestjs/common';
import { DemoModule } from '../demo/demo.module.ts';
import { SystemService } from './system.service.ts';

/** What the installation is doing. */
@Module({ imports: [DemoModule], providers: [SystemService], exports: [SystemService] })
export class SystemModule {}
