import { Icon } from './icon.js';
import {
  chooseLanguage,
  chooseTheme,
  type Language,
  type Theme,
  usePreferences,
} from './preferences.js';
import { useSwitchWords } from './words.js';

const languages: readonly [Language, string][] = [
  ['fr', 'Français'],
  ['en', 'English'],
];

export function LanguageSwitch() {
  const words = useSwitchWords();
  const chosen = usePreferences(preferences => preferences.language);
  return (
    <fieldset className="switch">
      <legend className="unseen">{words.language}</legend>
      {languages.map(([language, name]) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === chosen}
          data-testid={`lang-${language}`}
          onClick={() => chooseLanguage(language)}
        >
          {language.toUpperCase()}
          <span className="unseen"> {name}</span>
        </button>
      ))}
    </fieldset>
  );
}

const nextTheme: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };

export function ThemeSwitch() {
  const words = useSwitchWords();
  const theme = usePreferences(preferences => preferences.theme);
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={words.theme[theme]}
      title={words.theme[theme]}
      data-testid="theme"
      onClick={() => chooseTheme(nextTheme[theme])}
    >
      <Icon name={theme} />
    </button>
  );
}
