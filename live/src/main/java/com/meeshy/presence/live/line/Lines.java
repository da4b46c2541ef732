package com.meeshy.presence.live.line;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All lines of this node, and whom of them to tell together. All methods may be called from any thread and never
/// block.
public interface Lines {
    /// Whoever is in any of the rooms, each once.
    Audience to(String... rooms);

    Audience everybody();

    /// How many there are now.
    int count();

    /// From now on nobody new comes; those who are here stay.
    void refuseNew();

    /// Some of the lines, not yet spoken to. What is sent is encoded once. Who is in a room is decided on each loop
    /// when the notice arrives there: a `join` that the same thread made before is seen, a later one is not.
    interface Audience {
        /// Leaves out whom this says, asked on the loop of each.
        Audience except(Predicate<Session> excluded);

        void send(Notice notice);

        /// A line that reads too slowly may be spared older notices with an equal key.
        void sendLatest(Object key, Notice notice);

        /// Sends each what is its own, said on its loop; null leaves it out.
        void sendEach(Function<Session, Notice.@Nullable Status> notice);
    }
}
