package com.meeshy.socketio.socket;

import com.meeshy.socketio.Connection;
import com.meeshy.socketio.engine.EngineSession;
import com.meeshy.socketio.engine.Outgoing;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The side of a connection that is in rooms. Fields without `volatile` are confined to the event loop.
///
/// A superclass and not a part, so that a broadcast finds all it needs in one object.
abstract sealed class RoomMember implements Connection permits SocketConnection {

    private static final Room[] NO_ROOMS = {};
    private static final int[] NO_SEATS = {};

    private final EngineSession engine;
    private final RoomTable table;
    private volatile Room[] rooms = NO_ROOMS;
    private int[] seats = NO_SEATS;
    private int everybodySeat;
    private int mark;

    RoomMember(EngineSession engine, RoomTable table) {
        this.engine = engine;
        this.table = table;
    }

    EngineSession engine() {
        return engine;
    }

    // ---- broadcast, on the loop ----

    /// True when not yet marked with this mark.
    boolean mark(int newMark) {
        boolean fresh = mark != newMark;
        mark = newMark;
        return fresh;
    }

    /// Sends a message that is shared with others; borrows it.
    void sendShared(Outgoing message) {
        engine.sendShared(message);
    }

    // ---- rooms, on the loop ----

    void joinEverybody() {
        everybodySeat = table.everybody().add(this);
    }

    /// Leaves all rooms, though `rooms()` goes on telling them.
    void leaveAll() {
        table.everybody().removeAt(everybodySeat);
        for (int i = 0; i < rooms.length; i++) {
            rooms[i].removeAt(seats[i]);
            table.dropIfEmpty(rooms[i]);
        }
        seats = NO_SEATS;
    }

    /// The room has given us another seat.
    void reseat(Room room, int seat) {
        if (room == table.everybody()) {
            everybodySeat = seat;
            return;
        }
        seats[indexOf(room)] = seat;
    }

    private int indexOf(@Nullable Room room) {
        Room[] mine = rooms;
        for (int i = 0; i < mine.length; i++) {
            if (mine[i] == room) {
                return i;
            }
        }
        return -1;
    }

    private void join(Room room) {
        if (indexOf(room) >= 0) {
            return;
        }
        int last = rooms.length;
        Room[] more = Arrays.copyOf(rooms, last + 1);
        more[last] = room;
        seats = Arrays.copyOf(seats, last + 1);
        seats[last] = room.add(this);
        rooms = more;
    }

    private void leave(Room room) {
        int at = indexOf(room);
        if (at < 0) {
            return;
        }
        room.removeAt(seats[at]);
        table.dropIfEmpty(room);
        int last = rooms.length - 1;
        Room[] fewer = Arrays.copyOf(rooms, last);
        int[] fewerSeats = Arrays.copyOf(seats, last);
        if (at < last) {
            fewer[at] = rooms[last];
            fewerSeats[at] = seats[last];
        }
        seats = fewerSeats;
        rooms = fewer;
    }

    // ---- Connection ----

    @Override
    public void join(String... names) {
        execute(() -> {
            for (String name : names) {
                if (isOpen()) {
                    join(table.room(name));
                }
            }
        });
    }

    @Override
    public void leave(String... names) {
        execute(() -> {
            for (String name : names) {
                Room room = table.existing(name);
                if (isOpen() && room != null) {
                    leave(room);
                }
            }
        });
    }

    @Override
    public Set<String> rooms() {
        Set<String> names = new LinkedHashSet<>();
        for (Room room : rooms) {
            names.add(room.name());
        }
        return Collections.unmodifiableSet(names);
    }
}
