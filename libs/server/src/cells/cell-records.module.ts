import { Module } from '@nestjs/common';
import { CellRecords } from './cell-records.service.ts';

/** Which evaluations have a record of their cells. */
@Module({ providers: [CellRecords], exports: [CellRecords] })
export class CellRecordsModule {}
