import { OperatorToken, ServerModule, type Resources } from '@cellboard/server';
import { Module, type DynamicModule } from '@nestjs/common';
import { PicturesController } from './files/pictures.controller.ts';
import { UploadsController } from './files/uploads.controller.ts';
import { HealthController } from './health/health.controller.ts';

/** The server's features behind HTTP. */
@Module({})
export class AppModule {
  static with(resources: Resources, token: OperatorToken): DynamicModule {
    return {
      module: AppModule,
      imports: [ServerModule.with(resources)],
      controllers: [HealthController, PicturesController, UploadsController],
      providers: [{ provide: OperatorToken, useValue: token }],
    };
  }
}
