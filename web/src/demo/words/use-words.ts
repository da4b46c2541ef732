import { usePreferences } from '../../design/preferences.js';
import { english, type Words } from './english.js';
import { french } from './french.js';

export function useWords(): Words {
  return usePreferences(({ language }) => (language === 'fr' ? french : english));
}
