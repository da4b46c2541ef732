import { io, type Socket } from 'socket.io-client';
import type { DeviceOrder } from './devices.js';

/*
 * One device of somebody: a thread with a connection of its own. Ending the thread is what happens to a tab that is killed.
 */

const typesEveryMs = 5_000;
let socket: Socket | undefined;
let typing: ReturnType<typeof setInterval> | undefined;

self.onmessage = ({ data }: MessageEvent<DeviceOrder>) => {
  if (data.order === 'open') open(data.auth, data.conversationId);
  else if (data.order === 'idle') clearInterval(typing);
};

/** Somebody who uses the device: a word typed now and then, until they are told to be idle. */
function open(auth: Record<string, string>, conversationId: string | null): void {
  socket = io(self.location.origin, { auth, transports: ['websocket'] });
  socket.on('connect', () => self.postMessage('connected'));
  typing = setInterval(() => {
    if (!conversationId) return;
    socket?.volatile.emit('typing:start', { conversationId });
    socket?.volatile.emit('typing:stop', { conversationId });
  }, typesEveryMs);
}
