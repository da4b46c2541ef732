package com.meeshy.presence.storage.model;

/// A user before and after a patch; the two are equal when it changed nothing.
public record UserChange(Account before, Account after) {
    public boolean deactivated() {
        return before.active() && !after.active();
    }

    public boolean activated() {
        return !before.active() && after.active();
    }

    /// Whether others see another name now.
    public boolean renamed() {
        return !before.name().equals(after.name());
    }
}
