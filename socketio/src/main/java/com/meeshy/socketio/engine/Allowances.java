package com.meeshy.socketio.engine;

import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.SocketIoSettings;
import com.meeshy.socketio.Standing;

/// What somebody of each standing may make the server keep, and which limit is passed with more. Thread safe.
final class Allowances {

    /// Of the budget of strangers, for those without a credential: the rest is for those who have shown one.
    private static final double PART_OF_STRANGERS = 0.5;

    private final int maxPayload;
    private final int maxOfStranger;
    private final Budget strangers;
    private final Budget trusted;

    Allowances(SocketIoSettings settings) {
        this.maxPayload = settings.connectionLimits().maxPayload();
        this.maxOfStranger =
                Math.min(maxPayload, settings.keepLimits().strangers().bytes());
        this.strangers = new Budget(settings.keepLimits().strangers().together());
        this.trusted = new Budget(settings.keepLimits().unfinishedTogether());
    }

    /// Bytes of the greatest message that may come.
    int maxMessage(Standing standing) {
        return standing == Standing.STRANGER ? maxOfStranger : maxPayload;
    }

    /// The limit that a greater message passes.
    static SocketIoLimit messageLimit(Standing standing) {
        return standing == Standing.STRANGER ? SocketIoLimit.STRANGER_BYTES : SocketIoLimit.PAYLOAD;
    }

    /// What those who are trusted share, or all others.
    Budget budget(Standing standing) {
        return standing == Standing.TRUSTED ? trusted : strangers;
    }

    /// The part of the budget that may be taken when this one asks for some.
    static double shareOf(Standing standing) {
        return standing == Standing.STRANGER ? PART_OF_STRANGERS : 1;
    }

    /// The limit that is passed when the budget has no room.
    static SocketIoLimit budgetLimit(Standing standing) {
        return standing == Standing.TRUSTED ? SocketIoLimit.UNFINISHED_TOGETHER : SocketIoLimit.STRANGERS_TOGETHER;
    }
}
