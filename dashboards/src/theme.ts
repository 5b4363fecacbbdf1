import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const lagoon: MantineColorsTuple = [
  '#eefcf9', '#d3f6ee', '#a6ebdd', '#72dac8', '#43c2af', '#22a595', '#0f766e', '#0f6660', '#11514d', '#0b3a38',
];

// Cool neutrals: 7 is the page in the dark, 6 what lies on it.
const dark: MantineColorsTuple = [
  '#e7e9ee', '#c6cad3', '#a2a8b5', '#656d7b', '#303641', '#262b35', '#191d24', '#101318', '#0c0e12', '#08090c',
];

export const theme = createTheme({
  primaryColor: 'lagoon',
  primaryShade: { light: 6, dark: 6 },
  colors: { lagoon, dark },
  fontFamily: "'Inter Variable', ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, monospace",
  headings: {
    fontFamily: "'Inter Variable', ui-sans-serif, system-ui, sans-serif",
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { md: '8px', lg: '12px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { withArrow: true, multiline: true, maw: 320, openDelay: 120, events: { hover: true, focus: true, touch: true } } },
    Modal: { styles: { title: { fontWeight: 620 } } },
    Drawer: { styles: { title: { fontWeight: 620 } } },
    Button: { defaultProps: { size: 'sm' } },
  },
});

/** The few colours of our own, each with a light and a dark value. Channel colours are told apart without red and green. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--page': '#f6f7f9',
    '--surface': '#ffffff',
    '--surface-2': '#f3f4f7',
    '--line': '#e4e7ec',
    '--ink': '#171a21',
    '--ink-2': '#5b6371',
    '--track': '#eceef2',
    '--shadow': '0 1px 2px rgb(16 24 40 / 4%), 0 1px 3px rgb(16 24 40 / 5%)',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#5b6371',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-placeholder': '#6b7280',
  },
  dark: {
    '--page': '#0c0e12',
    '--surface': '#14171d',
    '--surface-2': '#1b1f27',
    '--line': '#262b35',
    '--ink': '#eceef2',
    '--ink-2': '#a2a8b5',
    '--track': '#232832',
    '--shadow': 'none',
    '--mantine-color-body': '#14171d',
    '--mantine-color-dimmed': '#a2a8b5',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-placeholder': '#8d95a3',
  },
});

const CHANNEL_COLORS: Record<string, { light: string; dark: string }> = {
  viber: { light: '#6d4fe0', dark: '#9b85ff' },
  whatsapp: { light: '#0f9d6b', dark: '#34d399' },
  telegram: { light: '#1d87d6', dark: '#5bb4f5' },
  messenger: { light: '#c43fbb', dark: '#e879d9' },
  sms: { light: '#b4530a', dark: '#f59e5b' },
  email: { light: '#d08a12', dark: '#f2b84b' },
};
const OTHER = { light: '#5b6b85', dark: '#94a6c4' };

export function channelColor(channel: string | null, scheme: 'light' | 'dark'): string {
  if (channel === null) {
    return scheme === 'light' ? '#98a1b0' : '#7b8494';
  }
  return (CHANNEL_COLORS[channel] ?? OTHER)[scheme];
}
