const paths = {
  window: 'M8 4H4v12h12v-4M11 3h6v6M17 3l-8 8',
  leave: 'M12 3H4v14h8M8 10h9M14 6.5 17.5 10 14 13.5',
  send: 'M10 16V4M4.5 9.5 10 4l5.5 5.5',
  conversations: 'M3 5h14M3 10h14M3 15h9',
  messages: 'M3 4.5h14v9H9l-4 3v-3H3z',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2 16.5c0-3 2.4-5 5.5-5s5.5 2 5.5 5M13 4a2.8 2.8 0 0 1 0 5.3M15 11.9c1.9.6 3 2.3 3 4.6',
  events: 'M2 10h3.5l2-5.5 4 11 2.5-5.5h4',
  auto: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 3v14M10 6.5h6M10 10h7M10 13.5h6',
  light:
    'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M10 2v1.600M10 16.400V18M2 10h1.600M16.4 10H18M4.3 4.300l1.2 1.200M14.5 14.500l1.2 1.200M4.3 15.700l1.2-1.200M14.5 5.500l1.2-1.2',
  dark: 'M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
