/** The three statuses as a word mark: full, half, empty. */
export function Brand() {
  return (
    <span className="brand">
      <svg className="brand-mark" viewBox="0 0 54 20" aria-hidden="true" focusable="false">
        <circle cx="10" cy="10" r="8.5" fill="var(--online)" />
        <circle cx="27" cy="10" r="7" fill="none" stroke="var(--away)" strokeWidth="3" />
        <path d="M27 3a7 7 0 0 0 0 14z" fill="var(--away)" />
        <circle cx="44" cy="10" r="7" fill="none" stroke="var(--offline)" strokeWidth="3" />
      </svg>
      <span className="brand-name">Meeshy</span>
    </span>
  );
}
