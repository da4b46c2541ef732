package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.Standing;

/// The body of a POST while it is collected and served: bounded by the standing of its session, and counted in the
/// budget. Confined to the event loop of its channel, which need not be that of the session.
final class Upload {

    private final EngineSession session;
    private final Budget budget;
    private final double share;
    private final int most;
    private int counted;

    Upload(EngineSession session) {
        Standing standing = session.standing();
        this.session = session;
        this.budget = session.engine().allowances().budget(standing);
        this.share = Allowances.shareOf(standing);
        this.most = session.maxMessage();
    }

    /// So many bytes more are to be kept. False when they are too many or there is no room; then the session of
    /// somebody who is not trusted ends.
    boolean keep(int bytes) {
        if (isTooLong((long) counted + bytes)) {
            return false;
        } else if (!budget.take(bytes, share)) {
            refused(Allowances.budgetLimit(session.standing()));
            return false;
        }
        counted += bytes;
        return true;
    }

    /// A body of this length is announced. True when that is too much.
    boolean isTooLong(long length) {
        if (length <= most) {
            return false;
        }
        refused(Allowances.messageLimit(session.standing()));
        return true;
    }

    void giveBack() {
        budget.give(counted);
        counted = 0;
    }

    private void refused(SocketIoLimit limit) {
        session.exceeded(limit);
        if (session.standing() != Standing.TRUSTED) {
            session.loop().run(() -> session.close(CloseReason.LIMIT_EXCEEDED));
        }
    }
}
