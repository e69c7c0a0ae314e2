/** Files written by the letter of their specifications, for tests of the libs above. */
export { hdf5 } from './hdf5/hdf5.fixture.ts';
export { png, type PngFixture } from './png/png.fixture.ts';
export { tiff, type TiffFixture } from './tiff/tiff.fixture.ts';
