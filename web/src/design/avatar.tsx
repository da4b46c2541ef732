import { useUserStatus } from '@meeshy/presence/react';
import type { CSSProperties, ReactNode } from 'react';

interface PortraitProps {
  readonly userId: string;
  readonly name: string;
  readonly size?: number;
  readonly children?: ReactNode;
}

/** Initials on a colour of one's own. */
export function Portrait({ userId, name, size = 36, children }: PortraitProps) {
  const style = { '--hue': hueOf(userId), '--size': `${size}px` } as CSSProperties;
  return (
    <span className="avatar" style={style}>
      <span className="avatar-face" aria-hidden="true">
        {initialsOf(name).slice(0, size < 28 ? 1 : 2)}
      </span>
      {children}
    </span>
  );
}

/** A portrait that is lit while its person is there, and fades when they go. */
export function Avatar(props: PortraitProps) {
  const status = useUserStatus(props.userId);
  return (
    <span className="avatar-light" data-status={status}>
      <Portrait {...props} />
    </span>
  );
}

function initialsOf(name: string): string {
  const parts = name.split(/[\s’'-]+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map(part => part?.[0]?.toUpperCase() ?? '')
    .join('');
}

/** Neighbouring ids get colours far apart: the golden angle. */
function hueOf(userId: string): number {
  let sum = 0;
  for (const character of userId) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_003;
  return Math.round((sum * 137.508) % 360);
}
