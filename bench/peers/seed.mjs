// The presence system of the seed document as it is written there, on Node's own Socket.IO: verify the JWT, read the
// user and the conversations, join their rooms, UPDATE isOnline, broadcast to each room, `authenticated`; on disconnect
// the same backwards. In place of MongoDB it has SQLite in the same process, with no network between: in its favour.
// The last connection of a user counts; no versions, no snapshots, nothing for what was missed.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import jwt from 'jsonwebtoken';
import { Server } from 'socket.io';

const database = new Database(join(process.env.DATA_DIR, 'seed.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = NORMAL');
database.exec(`
  CREATE TABLE user (id TEXT PRIMARY KEY, username TEXT NOT NULL, isOnline INTEGER NOT NULL DEFAULT 0,
    lastSeen INTEGER NOT NULL DEFAULT 0, lastActiveAt INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
  CREATE TABLE membership (user TEXT NOT NULL, conversation TEXT NOT NULL, PRIMARY KEY (user, conversation)) WITHOUT ROWID;
`);

const population = JSON.parse(readFileSync(process.env.POPULATION, 'utf8'));
database.transaction(() => {
  const addUser = database.prepare('INSERT INTO user (id, username) VALUES (?, ?)');
  const addMembership = database.prepare('INSERT INTO membership VALUES (?, ?)');
  for (const user of population.users) addUser.run(user.id, user.username);
  for (const conversation of population.conversations) {
    for (const member of conversation.members) addMembership.run(member, conversation.id);
  }
})();

const findUser = database.prepare('SELECT id, username FROM user WHERE id = ?');
const findConversations = database.prepare('SELECT conversation FROM membership WHERE user = ?').pluck();
const setOnline = database.prepare('UPDATE user SET isOnline = 1, lastActiveAt = ? WHERE id = ?');
const setOffline = database.prepare('UPDATE user SET isOnline = 0, lastSeen = ? WHERE id = ?');

const http = createServer();
const io = new Server(http, {
  pingInterval: 25_000,
  pingTimeout: 10_000,
  connectTimeout: 45_000,
  serveClient: false,
  perMessageDeflate: false,
});
const connected = new Map();

function broadcast(user, rooms, isOnline) {
  for (const room of rooms) io.to(room).emit('user:status', { userId: user.id, username: user.username, isOnline });
}

function verified(token) {
  try {
    return findUser.get(jwt.verify(token, process.env.JWT_SECRET, { algorithms: ['HS256'] }).userId);
  } catch {
    return undefined;
  }
}

io.on('connection', (socket) => {
  const user = verified(socket.handshake.auth.token);
  if (!user) {
    socket.emit('authenticated', { success: false, code: 'invalid_token' });
    socket.disconnect(true);
    return;
  }
  const rooms = findConversations.all(user.id).map((id) => `conversation_${id}`);
  socket.join(rooms);
  connected.set(user.id, socket.id);
  setOnline.run(Date.now(), user.id);
  broadcast(user, rooms, true);
  socket.emit('authenticated', { success: true, user: { id: user.id, username: user.username } });
  socket.on('disconnect', () => {
    if (connected.get(user.id) !== socket.id) return;
    connected.delete(user.id);
    setOffline.run(Date.now(), user.id);
    broadcast(user, rooms, false);
  });
});

http.listen(Number(process.env.PORT), '127.0.0.1', 4096, () => {
  console.log(`Ready on http://127.0.0.1:${http.address().port}/`);
});
