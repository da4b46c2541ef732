import { PresenceProvider } from '@meeshy/presence/react';
import { usePreferences } from '../design/preferences.js';
import { useEntrance } from './entrance/entrance.js';
import { EntrancePage } from './entrance/entrance-page.js';
import { RoomPage } from './room-page/room-page.js';

export function Page() {
  const room = useEntrance(entrance => entrance.room);
  const language = usePreferences(preferences => preferences.language);
  return (
    <PresenceProvider client={room?.presence ?? null} language={language}>
      {room ? <RoomPage key={room.session.credential} room={room} /> : <EntrancePage />}
    </PresenceProvider>
  );
}
