import { usePreferences } from './preferences.js';

const english = {
  language: 'Language',
  theme: { auto: 'System theme', light: 'Light theme', dark: 'Dark theme' },
};

const french: typeof english = {
  language: 'Langue',
  theme: { auto: 'Thème du système', light: 'Thème clair', dark: 'Thème sombre' },
};

/** The texts of the switches. */
export function useSwitchWords(): typeof english {
  return usePreferences(({ language }) => (language === 'fr' ? french : english));
}
