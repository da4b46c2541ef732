package com.meeshy.socketio.engine;

import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.SocketIoSettings.KeepLimits;
import com.meeshy.socketio.Standing;

/// What one session makes the server keep: messages that have not come whole, events held for later; with
/// strangers also the request that opened the session and what waits for them to read. Bounded for itself, counted
/// in a budget that many share, and what is not whole must be so in time. Confined to the event loop of the
/// session.
///
/// Every session has one while it is no more than a claimant; one that is trusted, only while it makes the server
/// keep something.
public final class Holdings {

    /// Not counted in the budget, so that whoever asks for little is served while others have used it up.
    private static final int FREE = 2048;

    /// Those of one address get no more of the budget of strangers than the part of so many.
    private static final int ADDRESSES_AT_LEAST = 4;

    private static final int NEVER = Integer.MAX_VALUE;

    private final WatchedSession session;
    private Standing standing;
    private int opening;
    private int kept;
    private int frame;
    private int backlog;
    private int counted;
    private int frameDue = NEVER;
    private int messageDue = NEVER;
    private int attachmentsDue = NEVER;

    Holdings(WatchedSession session, Standing standing) {
        this.session = session;
        this.standing = standing;
    }

    public Standing standing() {
        return standing;
    }

    boolean isTrusted() {
        return standing == Standing.TRUSTED;
    }

    private KeepLimits limits() {
        return session.engine().settings().keepLimits();
    }

    /// Trust is not taken back.
    void standing(Standing next) {
        if (isTrusted()) {
            return;
        }
        if (next == Standing.TRUSTED) {
            giveBack();
            opening = 0;
            backlog = 0;
            counted = Math.max(0, kept + frame - FREE);
            budget(next).force(counted);
        }
        standing = next;
    }

    // ---- what is kept ----

    /// Keeps so many bytes of what has come, until [#release].
    public void keep(int bytes) throws ProtocolViolation {
        kept += bytes;
        try {
            require(kept + frame);
        } catch (ProtocolViolation e) {
            kept -= bytes;
            throw e;
        }
    }

    /// The same, where less than the connection is lost when there is no room. False: not kept.
    public boolean keepIfRoom(int bytes) {
        kept += bytes;
        if (count()) {
            return true;
        }
        kept -= bytes;
        return false;
    }

    public void release(int bytes) {
        kept -= bytes;
        count();
    }

    /// What was not whole is decoded now, and whoever keeps it counts it anew.
    void frameIsRead() {
        frame = 0;
        count();
    }

    /// So many bytes have come of a frame that is not whole.
    ///
    /// @param another it is not the one that was not whole before
    void frame(int bytes, boolean another) throws ProtocolViolation {
        if (bytes == 0) {
            frameDue = NEVER;
        } else if (another || frameDue == NEVER) {
            frameDue = due();
        }
        frame = bytes;
        require(kept + frame);
    }

    private void require(int own) throws ProtocolViolation {
        if (standing == Standing.STRANGER && own > limits().strangers().bytes()) {
            throw new ProtocolViolation("too much before a credential", SocketIoLimit.STRANGER_BYTES);
        } else if (!count()) {
            throw new ProtocolViolation("too much is kept for others already", Allowances.budgetLimit(standing));
        }
    }

    /// The request that opened the session takes so many bytes. False when there is no room for them.
    boolean opening(int bytes) {
        opening = isTrusted() ? 0 : bytes;
        return count();
    }

    /// So much waits for a client to read it. False when that is too much for somebody who is not trusted.
    boolean backlog(int bytes) {
        if (isTrusted()) {
            return true;
        }
        backlog = bytes;
        return bytes <= limits().strangers().backlog() && count();
    }

    /// Brings what is counted in the budget up to date. False when there is no room; then nothing has changed.
    private boolean count() {
        int now = Math.max(0, opening + kept + frame + backlog - FREE);
        int more = now - counted;
        if (more > 0 && !take(more)) {
            return false;
        } else if (more < 0) {
            give(-more);
        }
        counted = now;
        return true;
    }

    private boolean take(int bytes) {
        Budget budget = budget(standing);
        if (!isTrusted() && !session.account().keep(bytes, budget.limit() / ADDRESSES_AT_LEAST)) {
            return false;
        }
        boolean taken = budget.take(bytes, Allowances.shareOf(standing));
        if (!taken && !isTrusted()) {
            session.account().giveBack(bytes);
        }
        return taken;
    }

    private void give(int bytes) {
        budget(standing).give(bytes);
        if (!isTrusted()) {
            session.account().giveBack(bytes);
        }
    }

    private Budget budget(Standing of) {
        return session.engine().allowances().budget(of);
    }

    /// Nothing is kept any more.
    void giveBack() {
        give(counted);
        counted = 0;
    }

    // ---- until when ----

    /// A message comes in several frames.
    void messageBegins() {
        messageDue = due();
    }

    void messageIsWhole() {
        messageDue = NEVER;
    }

    /// A packet waits for its attachments.
    public void attachmentsBegin() {
        attachmentsDue = due();
        session.place();
    }

    public void attachmentsAreWhole() {
        attachmentsDue = NEVER;
    }

    private int due() {
        return session.loop().tickWithin(limits().messageTime().toNanos());
    }

    int nextTick() {
        return Math.min(frameDue, Math.min(messageDue, attachmentsDue));
    }

    /// Whether nothing is left to remember of a session that is trusted.
    boolean isEmpty() {
        return kept == 0 && frame == 0 && nextTick() == NEVER;
    }
}
