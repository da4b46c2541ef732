package com.meeshy.presence.server.config;

/// A name that an operator can set, in the environment or the properties file: a [Setting] or a [Limit].
public sealed interface SettingName permits Setting, Limit {

    String name();

    /// What holds when nobody sets it; empty means absent.
    String fallback();

    /// Whether its value must never be printed.
    boolean isSecret();
}
