import { readWhole } from './bytes/byte-source.ts';
import { FormatError } from './format-error.ts';
import type { FileImage, Format } from './format.ts';
import { isHdf5 } from './hdf5/hdf5-signature.ts';
import { isMat, readMat } from './matlab/mat.ts';
import { isMat4, readMat4 } from './matlab/mat4.ts';
import type { NumpyArray } from './numpy/array.ts';
import { namedLabels } from './numpy/choose-numpy.ts';
import { isNpy } from './numpy/npy-header.ts';
import { readNpy } from './numpy/npy.ts';
import { isNpz, npzArrays, npzLabels } from './numpy/npz.ts';
import { numpyLabels } from './numpy/numpy-labels.ts';
import { isMetaImage, readMetaImage } from './volumes/meta-image.ts';
import { isNifti, readNifti } from './volumes/nifti.ts';
import { isNrrd, readNrrd } from './volumes/nrrd.ts';
import { readZarrLabels } from './zarr/zarr-labels.ts';

/** Formats of arrays of numbers, which are the ids. */
export const ARRAYS: readonly Format[] = [
  {
    id: 'npy',
    title: 'NumPy array, and the masks of a Cellpose _seg.npy',
    extensions: ['npy'],
    matches: ({ head }) => isNpy(head),
    readLabels: async ({ source }, choice) => numpyLabels(readNpy(await readWhole(source, 'NumPy')), choice),
    images: async ({ source }) => stackImages(readNpy(await readWhole(source, 'NumPy'))),
  },
  {
    id: 'npz',
    title: 'NumPy archive, also of a sparse matrix of scipy',
    extensions: ['npz'],
    matches: isNpz,
    readLabels: npzLabels,
    images: (file) => {
      const arrays = npzArrays(file);
      const [only, another] = arrays.values();
      if (only && !another) return stackImages(only);
      return [...arrays.keys()].map((name) => ({ name, choice: { part: name } }));
    },
  },
  {
    id: 'ome-zarr',
    title: 'OME-Zarr, as a folder or a zip archive of one',
    extensions: ['zarr', 'ome.zarr', 'zarr.zip', 'ome.zarr.zip', 'ozx'],
    matches: ({ zarr }) => zarr?.format === 'Zarr',
    readLabels: ({ zarr, platform }, choice) => readZarrLabels(zarr!, choice, platform),
  },
  {
    id: 'n5',
    title: 'N5, as a folder or a zip archive of one',
    extensions: ['n5', 'n5.zip'],
    matches: ({ zarr }) => zarr?.format === 'N5',
    readLabels: ({ zarr, platform }, choice) => readZarrLabels(zarr!, choice, platform),
  },
  {
    id: 'hdf5',
    title: 'HDF5 of ilastik and MATLAB 7.3',
    extensions: ['h5', 'hdf5', 'mat'],
    matches: ({ source }) => isHdf5(source),
    readLabels: async ({ source, platform }, choice) =>
      platform.readHdf5Labels(await readWhole(source, 'HDF5'), choice),
  },
  {
    id: 'mat',
    title: 'MATLAB 5 arrays, as HoVer-Net writes them',
    extensions: ['mat'],
    matches: ({ head }) => isMat(head),
    readLabels: async ({ source, platform }, choice) =>
      namedLabels(await readMat(await readWhole(source, 'MATLAB'), platform), choice),
  },
  {
    id: 'nifti',
    title: 'NIfTI-1',
    extensions: ['nii'],
    matches: ({ head }) => isNifti(head),
    readLabels: async ({ source }, choice) => numpyLabels(await readNifti(await readWhole(source, 'NIfTI')), choice),
  },
  {
    id: 'nrrd',
    title: 'NRRD',
    extensions: ['nrrd'],
    matches: ({ head }) => isNrrd(head),
    readLabels: async ({ source, platform }, choice) =>
      numpyLabels(await readNrrd(await readWhole(source, 'NRRD'), platform), choice),
  },
  {
    id: 'metaimage',
    title: 'MetaImage',
    extensions: ['mha'],
    matches: ({ head }) => isMetaImage(head),
    readLabels: async ({ source, platform }, choice) =>
      numpyLabels(await readMetaImage(await readWhole(source, 'MetaImage'), platform), choice),
  },
  {
    id: 'mat4',
    title: 'MATLAB 4 matrices',
    extensions: ['mat'],
    matches: ({ head }) => isMat4(head),
    readLabels: async ({ source }, choice) => namedLabels(readMat4(await readWhole(source, 'MATLAB')), choice),
  },
];

/** More images than any array holds: each gets an entry in a list. */
const MOST_IMAGES = 100_000;

/** The first axis of an array of three or more may be images. */
function stackImages({ shape }: NumpyArray): FileImage[] {
  if (shape.filter((side) => side > 1).length < 3) return [];
  if ((shape[0] ?? 0) > MOST_IMAGES)
    throw new FormatError(
      'TOO_LARGE',
      `The array has the shape (${shape.join(', ')}), but at most ${MOST_IMAGES} images are read from one. Split it.`,
    );
  return Array.from({ length: shape[0] ?? 0 }, (_, i) => ({ name: undefined, choice: { plane: i + 1 } }));
}
