package com.meeshy.presence.core.identity;

/// Whoever can be present. Kind and id together are the key: a user and a guest never meet in one entry. Never a
/// session token.
public record ParticipantId(ParticipantKind kind, ObjectId value) {
    public static ParticipantId registered(ObjectId value) {
        return new ParticipantId(ParticipantKind.REGISTERED, value);
    }

    public static ParticipantId anonymous(ObjectId value) {
        return new ParticipantId(ParticipantKind.ANONYMOUS, value);
    }

    public boolean isAnonymous() {
        return kind == ParticipantKind.ANONYMOUS;
    }

    /// The ObjectId alone: `userId` on the wire.
    public String text() {
        return value.toString();
    }

    @Override
    public int hashCode() {
        return value.hashCode() ^ (isAnonymous() ? 0x5bd1e995 : 0);
    }

    @Override
    public String toString() {
        return (isAnonymous() ? "guest:" : "user:") + value;
    }
}
