import { Module } from '@nestjs/common';
import { StoredFiles } from './stored-files.ts';

/** Files with their rows. */
@Module({ providers: [StoredFiles], exports: [StoredFiles] })
export class StoredFilesModule {}
