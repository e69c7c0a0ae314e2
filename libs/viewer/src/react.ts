export { Viewer, type ShownPanel, type ShownPicture, type ViewerHandle, type ViewerProps } from './react/viewer.tsx';
