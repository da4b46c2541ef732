package com.meeshy.presence.live.admission;

/// A size of a limit that cannot be used. The message is one sentence for the operator.
public final class WrongLimit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongLimit(Limit limit, String value, String whatToDo) {
        super(limit + " is \"" + value + "\": " + whatToDo + ".");
    }
}
