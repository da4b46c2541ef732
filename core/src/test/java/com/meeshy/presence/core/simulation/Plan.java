package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.simulation.Act.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Everything that is going to be done in one world, drawn from its seed before it starts.
///
/// @param seed also of the network's whims
/// @param people how many; they share a few conversations
/// @param largeAbove connected members from which a conversation is large
record Plan(long seed, int people, int conversations, int largeAbove, long lengthMillis, List<Act> acts) {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;

    /// A jump that is undone sooner may go unnoticed.
    private static final long NOTICED = 10 * SECOND;

    /// A plan of the given length.
    static Plan of(long seed, long hours) {
        Random random = new Random(seed);
        int people = 3 + random.nextInt(8);
        int conversations = 1 + random.nextInt(4);
        int largeAbove = random.nextInt(3) == 0 ? 3 : 200;
        long length = hours * 60 * MINUTE;
        List<Act> acts = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            live(acts, person, length, random);
        }
        misfortunes(acts, people, conversations, length, random);
        acts.removeIf(act -> act.atMillis() >= length);
        acts.sort(Comparator.comparingLong(Act::atMillis));
        return new Plan(seed, people, conversations, largeAbove, length, List.copyOf(acts));
    }

    Plan with(List<Act> fewer) {
        return new Plan(seed, people, conversations, largeAbove, lengthMillis, List.copyOf(fewer));
    }

    /// One person's time: sessions with activity, ended in one way or another, and pauses, some with REST only.
    private static void live(List<Act> acts, int person, long length, Random random) {
        long at = exponential(random, 3 * MINUTE);
        // Some are away for so long that a node forgets them.
        long absence = random.nextInt(5) == 0 ? 3 * 60 * MINUTE : 45 * MINUTE;
        while (at < length) {
            acts.add(new Act(at, Kind.OPEN, person, 0));
            long end = at + exponential(random, 12 * MINUTE);
            long pace = random.nextBoolean() ? 20 * SECOND : 4 * MINUTE;
            while (at < end) {
                at += exponential(random, pace);
                acts.add(new Act(at, during(random), person, 0));
            }
            acts.add(new Act(at, ending(random), person, 0));
            if (random.nextInt(3) > 0) {
                acts.add(new Act(at + exponential(random, 2 * SECOND), Kind.CLOSE, person, 0));
            }
            at += random.nextInt(4) == 0 ? exponential(random, absence) : exponential(random, 2 * MINUTE);
            if (random.nextInt(4) == 0) {
                acts.add(new Act(at - 1, Kind.REST, person, 0));
            }
        }
    }

    private static Kind during(Random random) {
        return switch (random.nextInt(40)) {
            case 0, 1 -> Kind.OPEN;
            case 2, 3 -> Kind.CLOSE;
            case 4 -> Kind.BREAK;
            case 5 -> Kind.FALL_SILENT;
            case 6, 7, 8, 9 -> Kind.REST;
            case 10 -> Kind.LOSE_EVENT;
            case 11 -> Kind.RELOAD;
            default -> Kind.TYPE;
        };
    }

    private static Kind ending(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Kind.BREAK;
            case 1 -> Kind.FALL_SILENT;
            case 2 -> Kind.CRASH_DEVICE;
            case 3 -> random.nextInt(4) == 0 ? Kind.REVOKE : Kind.LET_EXPIRE;
            case 4, 5 -> Kind.CLOSE_TAB;
            default -> Kind.CLOSE;
        };
    }

    private static void misfortunes(List<Act> acts, int people, int conversations, long length, Random random) {
        scatter(acts, length, 25 * MINUTE, random, Kind.JOIN, people, conversations);
        scatter(acts, length, 25 * MINUTE, random, Kind.LEAVE, people, conversations);
        scatter(acts, length, 12 * MINUTE, random, Kind.LOOK_AT, people, conversations);
        scatter(acts, length, 25 * MINUTE, random, Kind.LOOK_AWAY, people, conversations);
        scatter(acts, length, 90 * MINUTE, random, Kind.END_LINK, people, MINUTE);
        scatter(acts, length, 120 * MINUTE, random, Kind.DEACTIVATE, people, 10 * MINUTE);
        scatter(acts, length, 70 * MINUTE, random, Kind.PARTITION, people, 2 * MINUTE);
        scatter(acts, length, 90 * MINUTE, random, Kind.STORE_AWAY, people, 3 * MINUTE);
        scatter(acts, length, 90 * MINUTE, random, Kind.STORE_SLOW, people, 3 * MINUTE);
        scatter(acts, length, 80 * MINUTE, random, Kind.CRASH_NODE, people, 20 * SECOND);
        scatter(acts, length, 60 * MINUTE, random, Kind.DRAIN_NODE, people, 8 * SECOND);
        scatter(acts, length, 100 * MINUTE, random, Kind.ROLL_NODE, people, 8 * SECOND);
        if (random.nextInt(4) == 0) {
            scatter(acts, length, 40 * MINUTE, random, Kind.SKEW_CLOCK, people, 2 * SECOND);
        }
        if (random.nextInt(4) == 0) {
            jumps(acts, length, random);
        }
    }

    /// Somebody sets the clock wrong by an hour, and somebody right again.
    private static void jumps(List<Act> acts, long length, Random random) {
        for (long at = exponential(random, 100 * MINUTE);
                at < length;
                at += NOTICED + exponential(random, 150 * MINUTE)) {
            long by = random.nextBoolean() ? 60 * MINUTE : -60 * MINUTE;
            acts.add(new Act(at, Kind.JUMP_CLOCK, 0, by));
            at += NOTICED + exponential(random, 20 * MINUTE);
            acts.add(new Act(at, Kind.JUMP_CLOCK, 0, -by));
        }
    }

    private static void scatter(
            List<Act> acts, long length, long every, Random random, Kind kind, int people, long most) {
        for (long at = exponential(random, every); at < length; at += exponential(random, every)) {
            acts.add(new Act(at, kind, random.nextInt(people), random.nextLong(most)));
        }
    }

    private static long exponential(Random random, long mean) {
        return 1 + (long) (-mean * Math.log(1 - random.nextDouble()));
    }
}
