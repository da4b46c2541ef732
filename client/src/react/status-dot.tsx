import { type RefObject, useEffect, useRef } from 'react';
import { statusColours } from '../presentation.js';
import type { UserStatus } from '../status.js';

export interface StatusDotProps {
  readonly status: UserStatus;
  /** In pixels. */
  readonly diameter: number;
  /** Default true. */
  readonly isCertain?: boolean;
}

const paleness = 0.4;

/**
 * The drawing alone: a disc, a half-filled ring or an empty ring, so that the status can be told without seeing colours. What is
 * uncertain is pale inside and its ring is broken.
 */
export function StatusDot({ status, diameter, isCertain = true }: StatusDotProps) {
  const dot = useRef<SVGSVGElement>(null);
  const filling = useRef<SVGGElement>(null);
  useMotion(dot, status, swelling);
  useMotion(filling, isCertain, isCertain ? brightening : fading);
  const colour = statusColours[status];
  return (
    <svg
      ref={dot}
      width={diameter}
      height={diameter}
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none' }}
    >
      <g ref={filling} opacity={isCertain ? 1 : paleness}>
        {status === 'online' && <circle cx="6" cy="6" r="5" fill={colour} />}
        {status === 'away' && <path d="M6 1a5 5 0 0 0 0 10z" fill={colour} />}
      </g>
      <circle
        cx="6"
        cy="6"
        r="4.75"
        fill="none"
        stroke={colour}
        strokeWidth={isCertain ? 2.5 : 1.5}
        strokeDasharray={isCertain ? undefined : '2.5 1.23'}
      />
    </svg>
  );
}

type Motion = readonly [Keyframe[], KeyframeAnimationOptions];

const swelling: Motion = [
  [{ transform: 'scale(1)' }, { transform: 'scale(1.5)' }, { transform: 'scale(1)' }],
  { duration: 350, easing: 'ease-out' },
];
const fading: Motion = [[{ opacity: 1 }, { opacity: paleness }], { duration: 600 }];
const brightening: Motion = [[{ opacity: paleness }, { opacity: 1 }], { duration: 300 }];

/** Moves the element when the value changes, for those who have nothing against motion. */
function useMotion(element: RefObject<SVGElement | null>, value: unknown, motion: Motion) {
  const shown = useRef(value);
  useEffect(() => {
    if (shown.current === value) return;
    shown.current = value;
    const stillness = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');
    if (stillness?.matches !== false) return;
    element.current?.animate?.(...(motion as [Keyframe[], KeyframeAnimationOptions]));
  });
}
