import { IconLayoutColumns } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTray } from './tray.ts';
import './tray.css';

/** Leads to what was picked, side by side; nothing while nothing is picked. */
export function TrayButton(): ReactNode {
  const { images, candidates } = useTray();
  const picks = images.length + candidates.length;
  if (picks === 0) return null;
  const m = candidates.length === 0 ? '' : ['truth', ...candidates].join();
  return (
    <Link className="tray-button" to="/compare" search={{ img: images.at(-1) ?? '', m }}>
      <IconLayoutColumns size={18} aria-hidden />
      <span>Compare ({picks})</span>
    </Link>
  );
}
