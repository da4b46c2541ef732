package com.meeshy.presence.bench.load;

import java.util.ArrayList;
import java.util.List;

/// Who talks with whom: people stand on a lattice in blocks of `side` to the power of `axes`, and every straight line
/// is a conversation. So each person is in `axes` conversations of `side` members and sees `axes * (side - 1)`
/// others, each through exactly one conversation. Who is at a place whose coordinates add up to a multiple of `side` is
/// a mover: one on each line, so no mover sees another, and everybody a mover is seen by stays where it is.
///
/// The last block may be cut off: then people there see fewer.
public record Lattice(int people, int axes, int side) {
    public Lattice {
        if (people < 1 || axes < 1 || side < 2) {
            throw new IllegalArgumentException("no such lattice: " + people + ", " + axes + ", " + side);
        }
    }

    /// A lattice in which each sees about this many others: 18 and 20 exactly.
    public static Lattice of(int people, int contacts) {
        for (int axes = 3; axes >= 1; axes--) {
            if (contacts % axes == 0 && contacts / axes >= 5) {
                return new Lattice(people, axes, contacts / axes + 1);
            }
        }
        return new Lattice(people, 1, contacts + 1);
    }

    /// People in a whole block.
    public int block() {
        return power(axes);
    }

    public boolean isMover(int person) {
        int sum = 0;
        for (int rest = person % block(); rest > 0; rest /= side) {
            sum += rest % side;
        }
        return sum % side == 0;
    }

    /// Everybody this person shares a conversation with.
    public int[] contacts(int person) {
        int[] found = new int[axes * (side - 1)];
        int count = 0;
        for (int axis = 0; axis < axes; axis++) {
            int step = power(axis);
            int first = person - person / step % side * step;
            for (int place = 0; place < side; place++) {
                int other = first + place * step;
                if (other != person && other < people) {
                    found[count++] = other;
                }
            }
        }
        return count == found.length ? found : java.util.Arrays.copyOf(found, count);
    }

    public int conversations() {
        return (people + block() - 1) / block() * axes * power(axes - 1);
    }

    /// The members of a conversation; may be none where the last block is cut off.
    public List<Integer> members(int conversation) {
        int lines = power(axes - 1);
        int axis = conversation / lines % axes;
        int line = conversation % lines;
        int step = power(axis);
        int first = conversation / (lines * axes) * block() + line / step * step * side + line % step;
        List<Integer> members = new ArrayList<>(side);
        for (int place = 0; place < side; place++) {
            int member = first + place * step;
            if (member < people) {
                members.add(member);
            }
        }
        return members;
    }

    /// Whole blocks, so that nobody in a part sees anybody in another.
    ///
    /// @param part from 0
    public Range part(int part, int parts) {
        int blocks = (people + block() - 1) / block();
        return new Range((int) Math.min(people, (long) blocks * part / parts * block()), (int)
                Math.min(people, (long) blocks * (part + 1) / parts * block()));
    }

    /// People from `from` to before `to`.
    public record Range(int from, int to) {
        public int size() {
            return to - from;
        }
    }

    private int power(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= side;
        }
        return power;
    }
}
