package com.meeshy.presence.core.identity;

/// A conversation: those who share one see each other's presence.
public record ConversationId(ObjectId value) {
    /// @throws IllegalArgumentException when the text is not an ObjectId
    public static ConversationId parse(String text) {
        return new ConversationId(ObjectId.parse(text));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
