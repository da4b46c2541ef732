import { elapsedText, lastSeenText, type UserStatus } from '@meeshy/presence';
import { OnlineIndicator, usePresence, useStatuses } from '@meeshy/presence/react';
import { Avatar } from '../../design/avatar.js';
import { Icon } from '../../design/icon.js';
import { usePreferences } from '../../design/preferences.js';
import type { Member } from '../gateway/conversations.js';
import { useWords } from '../words/use-words.js';
import { useName, useSignInName } from './names.js';
import { useOpenConversation, useRoom } from './room-context.js';
import { useMinute } from './use-minute.js';

const order: readonly UserStatus[] = ['online', 'away', 'offline'];
const noMembers: readonly Member[] = [];

export function PeoplePanel() {
  const words = useWords();
  const members = useOpenConversation()?.members ?? noMembers;
  const statuses = useStatuses(members.map(member => member.userId));
  return (
    <section className="panel people" aria-label={words.presence} data-testid="people">
      <h2 className="panel-title">
        {words.presence}
        <CountBar statuses={statuses} />
      </h2>
      {order.map(status => (
        <StatusGroup
          key={status}
          status={status}
          members={members.filter((_, index) => statuses[index] === status)}
        />
      ))}
    </section>
  );
}

function StatusGroup({ status, members }: { status: UserStatus; members: readonly Member[] }) {
  const words = useWords();
  if (members.length === 0) return null;
  return (
    <>
      <h3 className="group-title" data-testid={`group-${status}`}>
        {words.groups[status]} <span>{members.length}</span>
      </h3>
      <ul className="rows">
        {members.map(member => (
          <PersonRow key={member.userId} member={member} />
        ))}
      </ul>
    </>
  );
}

function PersonRow({ member }: { member: Member }) {
  const words = useWords();
  const { userId } = useRoom().session;
  const name = useName(member.userId);
  const signInName = useSignInName(member.userId);
  const isSelf = member.userId === userId;
  return (
    <li className="row person" data-testid={`person-${signInName ?? member.username}`}>
      <Avatar userId={member.userId} name={name}>
        <OnlineIndicator
          userId={member.userId}
          className="avatar-dot"
          data-testid={`dot-${member.userId}`}
        />
      </Avatar>
      <span className="row-words">
        <strong>
          {name}
          {isSelf && <em>{words.you}</em>}
          {member.isAnonymous && <em>{words.guest}</em>}
        </strong>
        <PersonDetail userId={member.userId} />
      </span>
      {signInName && !isSelf && (
        <a
          className="icon-button person-window"
          href={`/?as=${encodeURIComponent(signInName)}`}
          target="_blank"
          rel="noopener"
          aria-label={words.windowAs(name)}
          title={words.windowAs(name)}
        >
          <Icon name="window" />
        </a>
      )}
    </li>
  );
}

/** Last seen, or for those who are here their last activity. */
function PersonDetail({ userId }: { userId: string }) {
  useMinute();
  const words = useWords();
  const language = usePreferences(preferences => preferences.language);
  const person = usePresence(userId);
  const { presence } = useRoom();
  const now = presence.serverNow();
  const seen = lastSeenText(person, now, language);
  const active = elapsedText(person?.lastActiveAt, now, language);
  return (
    <span>
      {seen ?? (active ? words.activeSince(active) : words.groups[person?.status ?? 'offline'])}
    </span>
  );
}

/** How the group divides, drawn to scale. */
function CountBar({ statuses }: { statuses: readonly UserStatus[] }) {
  return (
    <span className="count-bar" aria-hidden="true">
      {order.map(status => {
        const count = statuses.filter(one => one === status).length;
        return <i key={status} data-status={status} style={{ flexGrow: count }} />;
      })}
    </span>
  );
}
