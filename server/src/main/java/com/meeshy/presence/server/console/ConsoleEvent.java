package com.meeshy.presence.server.console;

/// Names of the events of the namespace (docs/console.md).
final class ConsoleEvent {
    static final String WELCOME = "console:welcome";
    static final String ENDED = "console:ended";
    static final String STATS = "stats";
    static final String EDGES = "edges";

    static final String SEARCH = "person:search";
    static final String OPEN = "person:open";
    static final String DISCONNECT = "person:disconnect";
    static final String CLEANUP = "maintenance:cleanup";

    private ConsoleEvent() {}
}
