package com.meeshy.presence.bench.load;

/// A part of the people.
public enum Who {
    /// Who comes and stays.
    STAYERS,
    /// Half of those who come and go.
    HALF_OF_MOVERS,
    EVERYBODY;

    boolean includes(Person person) {
        return switch (this) {
            case STAYERS -> !person.mover;
            case HALF_OF_MOVERS -> person.mover && person.number % 2 == 0;
            case EVERYBODY -> true;
        };
    }
}
