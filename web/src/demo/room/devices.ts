import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Session } from '../gateway/session.js';

export type DeviceOrder =
  | {
      readonly order: 'open';
      readonly auth: Record<string, string>;
      readonly conversationId: string | null;
    }
  | { readonly order: 'idle' };

export interface Device {
  readonly id: number;
  readonly userId: string;
  readonly name: string;
  readonly state: 'opening' | 'in-use' | 'idle';
  readonly worker: Worker;
}

export interface Devices {
  readonly devices: readonly Device[];
}

export type DevicesStore = StoreApi<Devices>;

let lastId = 0;

export function createDevices(): DevicesStore {
  return createStore<Devices>(() => ({ devices: [] }));
}

/** Another device of somebody, with a connection of its own. */
export function openDevice(
  store: DevicesStore,
  session: Session,
  auth: Record<string, string>,
  conversationId: string | null,
): void {
  const worker = new Worker(new URL('./device.worker.ts', import.meta.url), { type: 'module' });
  const id = ++lastId;
  const device: Device = {
    id,
    userId: session.userId,
    name: session.name,
    state: 'opening',
    worker,
  };
  worker.onmessage = () => become(store, id, 'in-use');
  worker.postMessage({ order: 'open', auth, conversationId } satisfies DeviceOrder);
  store.setState(({ devices }) => ({ devices: [...devices, device] }));
}

/** Its person stops using it, and stays connected. */
export function idleDevice(store: DevicesStore, id: number): void {
  const device = store.getState().devices.find(one => one.id === id);
  device?.worker.postMessage({ order: 'idle' } satisfies DeviceOrder);
  become(store, id, 'idle');
}

/** Ends it as the system ends a tab: nothing in it gets to say goodbye. */
export function killDevice(store: DevicesStore, id: number): void {
  store
    .getState()
    .devices.find(one => one.id === id)
    ?.worker.terminate();
  store.setState(({ devices }) => ({ devices: devices.filter(one => one.id !== id) }));
}

function become(store: DevicesStore, id: number, state: Device['state']): void {
  store.setState(({ devices }) => ({
    devices: devices.map(one => (one.id === id && one.state !== 'idle' ? { ...one, state } : one)),
  }));
}
