import { OperatorToken, ServerModule, type Resources } from '@cellboard/server';
import { Module, type DynamicModule } from '@nestjs/common';
import { DatasetFilesController } from './files/dataset-files.controller.ts';
import { ImageFilesController } from './files/image-files.controller.ts';
import { CellsController } from './files/cells.controller.ts';
import { ImageUploadsController } from './files/image-uploads.controller.ts';
import { PicturesController } from './files/pictures.controller.ts';
import { PredictionUploadsController } from './files/prediction-uploads.controller.ts';
import { ReceiptsController } from './files/receipts.controller.ts';
import { SetUploadsController } from './files/set-uploads.controller.ts';
import { HealthController } from './health/health.controller.ts';
import { SignInController } from './sessions/sign-in.controller.ts';
import { Authenticator } from './sessions/strategies.ts';

/** The server's features behind HTTP. */
@Module({})
export class AppModule {
  static with(resources: Resources, token: OperatorToken): DynamicModule {
    return {
      module: AppModule,
      imports: [ServerModule.with(resources)],
      controllers: [
        CellsController,
        DatasetFilesController,
        HealthController,
        ImageFilesController,
        ImageUploadsController,
        PicturesController,
        PredictionUploadsController,
        ReceiptsController,
        SetUploadsController,
        SignInController,
      ],
      providers: [{ provide: OperatorToken, useValue: token }, Authenticator],
    };
  }
}
