package com.meeshy.presence.server.rest;

import org.jspecify.annotations.Nullable;

/// One part of the gateway that readiness depends on.
///
/// @param name such as `store`
/// @param check asked at each request for readiness, from a virtual thread; a throw counts as down
public record HealthPart(String name, Check check) {
    /// Looks at the part.
    @FunctionalInterface
    public interface Check {
        State look();
    }

    /// How well a part does.
    public enum Condition {
        UP,
        /// It serves less than usual, and no other node would serve more: traffic stays.
        DEGRADED,
        /// No traffic, please.
        DOWN
    }

    /// @param detail for people, such as `draining`; null when there is nothing to say
    public record State(Condition condition, @Nullable String detail) {
        public static final State UP = new State(Condition.UP, null);

        public static State degraded(String detail) {
            return new State(Condition.DEGRADED, detail);
        }

        public static State down(String detail) {
            return new State(Condition.DOWN, detail);
        }
    }
}
