import { Module } from '@nestjs/common';
import { CatalogService } from './catalog.service.ts';

/** The public datasets and models that are listed before anyone uploads them. */
@Module({ providers: [CatalogService], exports: [CatalogService] })
export class CatalogModule {}
