package com.meeshy.socketio.socket;

import com.meeshy.socketio.engine.EngineLoop;
import com.meeshy.socketio.engine.Outgoing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The rooms of one namespace on one event loop. Confined to the loop, but for `loop`.
final class RoomTable {

    private final EngineLoop loop;
    private final Map<String, Room> rooms = new HashMap<>();
    private final Room everybody = new Room("");
    private int round;

    RoomTable(EngineLoop loop) {
        this.loop = loop;
    }

    EngineLoop loop() {
        return loop;
    }

    Room everybody() {
        return everybody;
    }

    Room room(String name) {
        return rooms.computeIfAbsent(name, Room::new);
    }

    @Nullable
    Room existing(String name) {
        return rooms.get(name);
    }

    void dropIfEmpty(Room room) {
        if (room.size() == 0) {
            rooms.remove(room.name(), room);
        }
    }

    /// Sends a message to the members of any of the rooms here, or to everybody when there are none named, once
    /// each. Borrows the message.
    void send(List<String> names, @Nullable Predicate<? super RoomMember> excluded, Outgoing message) {
        forEach(names, excluded, member -> member.sendShared(message));
    }

    /// Visits the members of any of the rooms here, or everybody when there are none named, once each.
    void forEach(List<String> names, @Nullable Predicate<? super RoomMember> excluded, Consumer<RoomMember> visitor) {
        int mark = ++round;
        if (names.isEmpty()) {
            forEach(everybody, mark, excluded, visitor);
        }
        for (String name : names) {
            Room room = rooms.get(name);
            if (room != null) {
                forEach(room, mark, excluded, visitor);
            }
        }
    }

    private static void forEach(
            Room room, int mark, @Nullable Predicate<? super RoomMember> excluded, Consumer<RoomMember> visitor) {
        for (int i = 0; i < room.size(); i++) {
            RoomMember member = room.member(i);
            if (member.mark(mark) && (excluded == null || !excluded.test(member))) {
                visitor.accept(member);
            }
        }
    }
}
