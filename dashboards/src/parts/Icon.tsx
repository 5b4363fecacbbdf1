/** Line icons of 20 units, drawn for this app: a handful needs no library. */
const PATHS = {
  overview: 'M3 16.500h14M5.500 13.500v-4M10 13.500v-9M14.500 13.500v-6',
  runs: 'M3 10.200 16.800 3.500l-3.300 13-4-5.200zM9.500 11.300l7.300-7.800',
  exports: 'M10 3v9.500m0 0 3.500-3.500M10 12.500 6.500 9M3.500 14v1.500A1.500 1.500 0 0 0 5 17h10a1.500 1.500 0 0 0 1.500-1.500V14',
  imports: 'M10 12.500V3m0 0 3.500 3.500M10 3 6.500 6.500M3.500 14v1.500A1.500 1.500 0 0 0 5 17h10a1.500 1.500 0 0 0 1.500-1.500V14',
  periods: 'M3.500 5h13v11.500h-13zm0 4h13M7 3v3.500M13 3v3.500m-6.500 6 2 2 4-4',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM10 2v1.500m0 13V18M2 10h1.500m13 0H18M4.300 4.300l1.100 1.100m9.200 9.200 1.100 1.100m0-11.400-1.100 1.100m-9.200 9.200-1.100 1.100',
  moon: 'M16.500 11.700A6.800 6.800 0 0 1 8.300 3.500a6.800 6.800 0 1 0 8.200 8.200z',
  system: 'M3.500 4.500h13v8.500h-13zM7.500 16.500h5M10 13v3.500',
  signOut: 'M8 17H5a1.500 1.500 0 0 1-1.500-1.500v-11A1.500 1.500 0 0 1 5 3h3m4.500 10.500L16 10m0 0-3.500-3.500M16 10H7.500',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zm0-7.500v4M10 6.700v.1',
  warn: 'M10 3.300 17.300 16H2.700zM10 8.300v3.400m0 2.200v.1',
  check: 'm4.500 10.500 3.700 3.700 7.300-8',
  cross: 'm5.500 5.500 9 9m0-9-9 9',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zm0-11v4l2.700 1.800',
  pause: 'M7 4.500v11m6-11v11',
  play: 'm6.500 4.500 9 5.500-9 5.500z',
  stop: 'M5.500 5.500h9v9h-9z',
  equal: 'M5 8h10M5 12h10',
  up: 'm5 12.500 5-5 5 5',
  down: 'm5 7.500 5 5 5-5',
  filter: 'M3.500 4.500h13l-5 6v5l-3-1.500v-3.500z',
  menu: 'M3.500 6h13m-13 4h13m-13 4h13',
  chevron: 'm8 5 5 5-5 5',
  file: 'M5 3h6.500L15.500 7v10H5zM11.500 3v4h4',
  copy: 'M7.500 7.500h9v9h-9zM4.500 12.500h-1v-9h9v1',
  chart: 'M3.500 5h8m-8 5h13m-13 5h5',
  table: 'M3.500 4.500h13v11h-13zm0 3.700h13m-13 3.700h13M8.500 4.500v11',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
