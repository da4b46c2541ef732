import { usePreferences } from '../../design/preferences.js';
import { type ConsoleWords, english } from './english.js';
import { french } from './french.js';

export function useConsoleWords(): ConsoleWords {
  return usePreferences(({ language }) => (language === 'fr' ? french : english));
}
