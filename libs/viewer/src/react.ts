export type { ShownPanel, ShownPicture } from './react/shown-picture.ts';
export { Viewer, type ViewerHandle, type ViewerProps } from './react/viewer.tsx';
