import {
  createTheme,
  defaultVariantColorsResolver,
  parseThemeColor,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#eef7f8',
  '#d9ecef',
  '#b0d8de',
  '#83c3cc',
  '#5fb1bd',
  '#459fac',
  '#318e9b',
  '#217d8a',
  '#166a76',
  '#0c525d',
];

/** Greys with a little of petrol, so that fields and buttons of the dark scheme match its surfaces. */
const dark: MantineColorsTuple = [
  '#d3d8dc',
  '#b4bcc2',
  '#858f97',
  '#6a757d',
  '#434b52',
  '#353c42',
  '#262c31',
  '#1c2024',
  '#16191c',
  '#0f1214',
];

/** Coloured text on pale or no ground: darkened in light mode and paled in dark mode until it holds 4.5 to 1. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const parsed = parseThemeColor({ color: input.color ?? input.theme.primaryColor, theme: input.theme });
  const onPaleGround = ['light', 'outline', 'subtle', 'transparent'].includes(input.variant);
  if (!onPaleGround || !parsed.isThemeColor) return colors;
  const deep = `color-mix(in srgb, var(--mantine-color-${parsed.color}-9) 72%, black)`;
  return { ...colors, color: `light-dark(${deep}, var(--mantine-color-${parsed.color}-2))` };
};

/** Mantine's defaults miss WCAG AA in several places; this theme passes in light and dark. */
export const theme = createTheme({
  primaryColor: 'petrol',
  colors: { petrol, dark },
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  luminanceThreshold: 0.18,
  respectReducedMotion: true,
  defaultRadius: 'sm',
  fontFamily:
    "'Inter Variable', -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif",
  headings: { fontWeight: '620' },
  variantColorResolver,
  components: {
    Slider: { defaultProps: { thumbSize: 24 } },
    Tooltip: {
      defaultProps: { events: { hover: true, focus: true, touch: true }, withArrow: true, multiline: true, maw: 300 },
    },
  },
});

/** Grey and red text of the default theme, brought to 4.5 to 1. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#495057',
    '--mantine-color-placeholder': '#5c636a',
    '--mantine-color-error': '#b02525',
  },
  dark: {
    '--mantine-color-dimmed': '#adb5bd',
    '--mantine-color-placeholder': '#a6adb4',
    '--mantine-color-error': '#ff9e9e',
  },
});
