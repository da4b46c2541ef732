import { useEffect, useRef } from 'react';
import { statusColours } from '../presentation.js';
import type { UserStatus } from '../status.js';

export interface StatusDotProps {
  readonly status: UserStatus;
  /** In pixels. */
  readonly diameter: number;
  /** Default true. */
  readonly isCertain?: boolean;
}

/** The drawing alone: a disc, a half-filled ring or an empty ring, so that the status can be told without seeing colours. */
export function StatusDot({ status, diameter, isCertain = true }: StatusDotProps) {
  const colour = statusColours[status];
  return (
    <svg
      ref={usePulse(status)}
      width={diameter}
      height={diameter}
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none', opacity: isCertain ? 1 : 0.45 }}
    >
      <circle cx="6" cy="6" r="4.75" fill="none" stroke={colour} strokeWidth="2.5" />
      {status === 'online' && <circle cx="6" cy="6" r="5" fill={colour} />}
      {status === 'away' && <path d="M6 1a5 5 0 0 0 0 10z" fill={colour} />}
    </svg>
  );
}

/** A short swelling when the status changes, for those who have nothing against motion. */
function usePulse(status: UserStatus) {
  const element = useRef<SVGSVGElement>(null);
  const shown = useRef(status);
  useEffect(() => {
    if (shown.current === status) return;
    shown.current = status;
    const stillness = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');
    if (stillness?.matches !== false) return;
    element.current?.animate?.(
      [{ transform: 'scale(1)' }, { transform: 'scale(1.5)' }, { transform: 'scale(1)' }],
      { duration: 350, easing: 'ease-out' },
    );
  }, [status]);
  return element;
}
