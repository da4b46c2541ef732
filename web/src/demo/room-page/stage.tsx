import { useConnectionState } from '@meeshy/presence/react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useEntrance } from '../entrance/entrance.js';
import { signIn } from '../gateway/sign-in.js';
import { type Device, idleDevice, killDevice, openDevice } from '../room/devices.js';
import { credentials } from '../room/room.js';
import { useWords } from '../words/use-words.js';
import { useChat, useRoom } from './room-context.js';

const networkAwayMs = 8_000;

/** What can be done to the network and to devices, to see what others see of it. */
export function Stage() {
  const words = useWords();
  const room = useRoom();
  const { phase } = useConnectionState();
  const devices = useStore(room.devices, state => state.devices);
  const openId = useChat(chat => chat.openId);
  const people = useEntrance(({ doors }) => doors?.people) ?? [];
  const others = people.filter(({ id }) => id !== room.session.userId);
  const [chosen, choose] = useState('hugo');

  const openOther = async () => {
    const session = await signIn(chosen).catch(() => null);
    if (session) openDevice(room.devices, session, credentials(session), openId);
  };
  return (
    <section className="stage" aria-label={words.stage.title} data-testid="stage">
      <h2 className="panel-title">{words.stage.title}</h2>
      <p className="hint">{words.stage.pace}</p>
      <div className="stage-acts">
        <button
          type="button"
          className="button quiet"
          data-testid="open-own-device"
          onClick={() => openDevice(room.devices, room.session, credentials(room.session), openId)}
        >
          {words.stage.secondDevice}
        </button>
        <button
          type="button"
          className="button quiet"
          data-testid="lose-network"
          disabled={phase !== 'online'}
          onClick={() => room.loseNetwork(networkAwayMs)}
        >
          {words.stage.loseNetwork(networkAwayMs / 1_000)}
        </button>
        <span className="stage-other">
          <select
            className="field"
            aria-label={words.stage.whose}
            value={chosen}
            data-testid="device-of"
            onChange={event => choose(event.target.value)}
          >
            {others.map(({ username, name }) => (
              <option key={username} value={username}>
                {name}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="button quiet"
            data-testid="open-device"
            onClick={() => void openOther()}
          >
            {words.stage.openDevice}
          </button>
        </span>
      </div>
      <ul className="rows">
        {devices.map(device => (
          <DeviceRow key={device.id} device={device} />
        ))}
      </ul>
    </section>
  );
}

function DeviceRow({ device }: { device: Device }) {
  const words = useWords();
  const { devices } = useRoom();
  return (
    <li className="device" data-testid="device" data-state={device.state}>
      <span className="row-words">
        <strong>{device.name}</strong>
        <span>{words.stage.states[device.state]}</span>
      </span>
      <button
        type="button"
        className="button quiet"
        disabled={device.state === 'idle'}
        data-testid="idle-device"
        onClick={() => idleDevice(devices, device.id)}
      >
        {words.stage.idle}
      </button>
      <button
        type="button"
        className="button quiet"
        data-testid="kill-device"
        onClick={() => killDevice(devices, device.id)}
      >
        {words.stage.kill}
      </button>
    </li>
  );
}
