/** Tells of malformed input, once of each kind. */
export function complaints(warn: (message: string) => void) {
  const told = new Set<string>();
  return (event: string, payload: unknown): void => {
    if (told.has(event)) return;
    told.add(event);
    warn(`Meeshy Presence: malformed "${event}" ignored: ${brief(payload)}`);
  };
}

function brief(payload: unknown): string {
  try {
    return String(JSON.stringify(payload)).slice(0, 200);
  } catch {
    return String(payload);
  }
}
