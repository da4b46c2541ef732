import { useEffect, useState } from 'react';
import { usePreferences } from '../design/preferences.js';

export type Colour = 'plum' | 'online' | 'away' | 'offline' | 'ink' | 'muted' | 'line';

const names: readonly Colour[] = ['plum', 'online', 'away', 'offline', 'ink', 'muted', 'line'];

/** The colours of the page as a canvas needs them: resolved for the theme that counts now. */
export function useColours(): Readonly<Record<Colour, string>> {
  const theme = usePreferences(preferences => preferences.theme);
  const [colours, setColours] = useState(() => resolved());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes what the names mean
  useEffect(() => {
    const update = () => setColours(resolved());
    update();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', update);
    return () => dark.removeEventListener('change', update);
  }, [theme]);
  return colours;
}

function resolved(): Record<Colour, string> {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colours = Object.fromEntries(
    names.map(name => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return colours as Record<Colour, string>;
}
