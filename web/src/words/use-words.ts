import { usePreferences } from '../preferences.js';
import { englishWords, frenchWords, type Words } from './words.js';

export function useWords(): Words {
  return usePreferences(({ language }) => (language === 'fr' ? frenchWords : englishWords));
}
