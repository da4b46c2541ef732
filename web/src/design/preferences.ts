import { create } from 'zustand';

export type Language = 'fr' | 'en';
export type Theme = 'auto' | 'light' | 'dark';

interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
}

const languageKey = 'meeshy.language';
const themeKey = 'meeshy.theme';

/** What the person in front of the screen likes; kept for all tabs. */
export const usePreferences = create<Preferences>(() => ({
  language: storedLanguage() ?? (navigator.language.startsWith('fr') ? 'fr' : 'en'),
  theme: storedTheme() ?? 'auto',
}));

export function chooseLanguage(language: Language): void {
  localStorage.setItem(languageKey, language);
  usePreferences.setState({ language });
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(themeKey, theme);
  usePreferences.setState({ theme });
}

/** Keeps the document in the chosen language and theme. */
export function applyPreferences(root: HTMLElement): void {
  const apply = ({ language, theme }: Preferences) => {
    root.lang = language;
    root.dataset.theme = theme;
  };
  apply(usePreferences.getState());
  usePreferences.subscribe(apply);
}

function storedLanguage(): Language | null {
  const stored = localStorage.getItem(languageKey);
  return stored === 'fr' || stored === 'en' ? stored : null;
}

function storedTheme(): Theme | null {
  const stored = localStorage.getItem(themeKey);
  return stored === 'light' || stored === 'dark' ? stored : null;
}
