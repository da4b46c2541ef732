package com.meeshy.presence.server.cli;

/// How a piece of text stands out on a terminal, in the colours of the statuses.
enum Style {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    ONLINE("38;2;16;185;129"),
    AWAY("38;2;245;158;11"),
    OFFLINE("38;2;107;114;128"),
    ALARM("1;38;2;225;70;70");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String of(String text) {
        return code.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}
