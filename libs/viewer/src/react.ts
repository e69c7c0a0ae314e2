export { Viewer, type ViewerHandle, type ViewerProps } from './react/viewer.tsx';
