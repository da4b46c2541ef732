package com.meeshy.presence.bench.load;

import java.util.function.Predicate;

/// A part of the people.
public enum Who implements Predicate<Person> {
    /// Who comes and stays.
    STAYERS(person -> !person.mover),
    /// Half of those who come and go.
    HALF_OF_MOVERS(person -> person.mover && person.number % 2 == 0),
    EVERYBODY(person -> true);

    private final Predicate<Person> which;

    Who(Predicate<Person> which) {
        this.which = which;
    }

    @Override
    public boolean test(Person person) {
        return which.test(person);
    }
}
