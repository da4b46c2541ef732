package com.meeshy.presence.server.cli;

/// A command could not do its work. The message is one sentence for the operator.
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String sentence) {
        super(sentence);
    }
}
