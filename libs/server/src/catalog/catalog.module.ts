import { Module } from '@nestjs/common';
import { CatalogService } from './catalog.service.ts';

/** The public datasets and models that are known without anybody's upload. */
@Module({ providers: [CatalogService], exports: [CatalogService] })
export class CatalogModule {}
