import { ActionIcon, Tooltip, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconBrightness, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';

const schemes = {
  auto: { words: 'system', next: 'light', Icon: IconBrightness },
  light: { words: 'light', next: 'dark', Icon: IconSun },
  dark: { words: 'dark', next: 'auto', Icon: IconMoon },
} as const satisfies Record<MantineColorScheme, { words: string; next: MantineColorScheme; Icon: unknown }>;

/** Switches from the system's theme to light, dark and back. The choice is kept in this browser. */
export function ColorSchemeButton(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { words, next, Icon } = schemes[colorScheme];
  const label = `Theme: ${words}. Switch to ${schemes[next].words}`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        className="color-scheme"
        variant="subtle"
        size={36}
        aria-label={label}
        onClick={() => {
          setColorScheme(next);
        }}
      >
        <Icon size={20} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
