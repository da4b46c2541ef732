package com.meeshy.presence.server.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may enter a route. A route without it needs credentials: a forgotten annotation closes a door, never opens one.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Access {
    Who value();

    /// Kinds of callers.
    enum Who {
        /// No credentials are looked at.
        ANYBODY,
        /// A registered user or a guest.
        PARTICIPANT,
        /// This machine itself, or whoever holds the metrics token or may reach the management port.
        METRICS,
        /// A registered user with an administrator's role, or whoever holds the admin key.
        ADMIN
    }
}
