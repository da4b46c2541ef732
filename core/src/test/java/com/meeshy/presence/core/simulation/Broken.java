package com.meeshy.presence.core.simulation;

/// An invariant does not hold. Ends the run: an error, since a shard survives exceptions.
final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    Broken(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
