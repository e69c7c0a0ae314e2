import { instMapLayout } from '../matlab/inst-map-layout.ts';
import { organIn } from '../tissue/published-organs.ts';
import { donorOf } from '../tissue/slide-of.ts';

/**
 * The layout of the dataset of Kumar et al. (IEEE Transactions on Medical Imaging 2017) as the authors of HoVer-Net hand
 * it out: `kumar/{train,test_same,test_diff}/{Images/*.tif,Labels/*.mat}`. The second test set has organs that the
 * training set does not have.
 */
export const kumarLayout = instMapLayout({
  name: 'Kumar',
  description: 'Folders train, test_same and test_diff, each with "Images" (TIFF) and "Labels" (MATLAB).',
  folder: /^kumar$/i,
  parts: { train: 'train', test_same: 'test, same organs', test_diff: 'test, different organs' },
  stems: { pattern: /^TCGA-/i, example: 'TCGA-18-5592-01Z-00-DX1.tif' },
  size: { width: 1000, height: 1000 },
  tagsOf: (stem) => ({ tissue: organIn('monuseg', stem), cluster: donorOf(stem) }),
});
