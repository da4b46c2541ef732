package com.meeshy.socketio.socket;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The members of one room on one event loop: a packed array, in no order. Confined to the loop.
final class Room {

    private final String name;
    private @Nullable RoomMember[] members = new RoomMember[1];
    private int size;

    Room(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int size() {
        return size;
    }

    RoomMember member(int index) {
        RoomMember member = members[index];
        if (member == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return member;
    }

    /// Adds a member and returns its seat.
    int add(RoomMember member) {
        if (size == members.length) {
            members = Arrays.copyOf(members, size * 2);
        }
        members[size] = member;
        return size++;
    }

    /// Frees a seat. The last member moves into it and is told so.
    void removeAt(int seat) {
        RoomMember last = member(--size);
        members[size] = null;
        if (seat != size) {
            members[seat] = last;
            last.reseat(this, seat);
        }
        if (size > 8 && size < members.length / 4) {
            members = Arrays.copyOf(members, members.length / 2);
        }
    }
}
