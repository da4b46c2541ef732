package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.upkeep.Expiries;
import java.time.Duration;

/// How long a node lets its connections be: tokens and share links end, people are turned away (SPEC §4).
final class Credentials {
    private static final Duration TOKEN_VALID = Duration.ofHours(1);

    private final World world;
    private final SimulatedNode node;
    private final Expiries<ConnectionId> expiries = new Expiries<>();

    Credentials(World world, SimulatedNode node) {
        this.world = world;
        this.node = node;
    }

    /// A guest's connection ends with its link, that of a registered user with its token: in an hour, but not
    /// while the world comes to rest.
    void watch(Line line) {
        ParticipantId person = line.device().person();
        Long linkEnd = world.town().linkEnd(person, world.timeline().millis());
        boolean tokenEnds = world.timeline().sinceStart() + TOKEN_VALID.toMillis()
                < world.plan().lengthMillis();
        if (linkEnd != null) {
            endsAt(line, linkEnd);
        } else if (tokenEnds && !person.isAnonymous()) {
            endsAt(line, world.timeline().millis() + TOKEN_VALID.toMillis());
        } else {
            expiries.watch(line.id(), null);
        }
    }

    /// It ends now; a client with a token comes back with another.
    void expire(Line line) {
        endsAt(line, world.timeline().millis());
    }

    /// The end of a guest's link has become known.
    void linkEnds(ParticipantId guest) {
        for (Line line : node.lines()) {
            if (line.isRegistered() && line.device().person().equals(guest)) {
                watch(line);
            }
        }
    }

    /// Everybody who connects by this credential is turned away.
    void revoke(ParticipantId person) {
        for (Line line : node.lines()) {
            if (line.device().person().equals(person)) {
                line.down(() -> line.device().turnedAway(line));
                node.ended(line, Ending.GOODBYE);
            }
        }
    }

    void tick() {
        for (ConnectionId due : expiries.takeDue(node.now())) {
            Line line = node.line(due);
            if (line != null && world.defect() != Defect.EXPIRY_IGNORED) {
                end(line);
            }
        }
    }

    void forget(Line line) {
        if (world.defect() != Defect.BOOKS_NEVER_CLEARED) {
            expiries.forget(line.id());
        }
    }

    int size() {
        return expiries.size();
    }

    /// A guest may not come back; others have lost nothing but this connection and are given the grace.
    private void end(Line line) {
        if (world.town().isBarred(line.device().person(), world.timeline().millis())) {
            line.down(() -> line.device().turnedAway(line));
            node.ended(line, Ending.GOODBYE);
        } else {
            line.down(() -> line.device().broke(line));
            node.ended(line, Ending.LOST);
        }
    }

    private void endsAt(Line line, long millis) {
        long left = millis - world.timeline().millis();
        line.credentialEnds(world.machineNow().toEpochMilli() + left);
        expiries.watch(line.id(), node.now().plusMillis(left));
    }
}
