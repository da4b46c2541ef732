// Node's own Socket.IO as a contender of `bench fanout`: see Contender.java for what every contender does.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const port = Number(process.argv[2]);
const rooms = Number(process.argv[3]);
const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
let next = 0;

io.on('connection', (socket) => {
  socket.join(`room${socket.handshake.query.room}`);
  socket.on('go', (count) => {
    for (let i = 0; i < count; i++) {
      next = (next + 1) % rooms;
      io.to(`room${next}`).emit('user:status', {
        t: Number(process.hrtime.bigint()),
        userId: '64b000000000000000000000',
        username: 'participant',
        isOnline: true,
        lastActiveAt: '2026-01-01T00:00:00.000Z',
        lastSeen: '2026-01-01T00:00:00.000Z',
      });
    }
  });
  socket.on('heap', () => {
    globalThis.gc?.();
    socket.emit('heap', process.memoryUsage().heapUsed);
  });
});
http.listen(port, '127.0.0.1', 4096, () => console.log('ready'));
