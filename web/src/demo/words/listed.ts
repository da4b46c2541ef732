/** Names as one says them: with commas and an “and”. */
export function listed(list: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(list);
}
