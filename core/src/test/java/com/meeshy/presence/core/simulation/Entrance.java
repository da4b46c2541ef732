package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.audience.Digests;
import com.meeshy.presence.core.audience.PresenceDigest;
import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.audience.Snapshot;
import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.Tracker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The door of a node: who comes in, and what a client is told at the door and when it asks.
final class Entrance {
    private final World world;
    private final SimulatedNode node;
    private final Tracker tracker;
    private final PresenceReader reader;
    private final Digests digests;
    private final Loudspeaker loudspeaker;

    Entrance(World world, SimulatedNode node, PresenceReader reader, Digests digests, Loudspeaker loudspeaker) {
        this.world = world;
        this.node = node;
        this.tracker = node.tracker();
        this.reader = reader;
        this.digests = digests;
        this.loudspeaker = loudspeaker;
    }

    /// Verify, load, join, register, `authenticated`, snapshot (SPEC §3.1). Loading takes its time.
    ///
    /// @param mark where the client's stream stood when it connected
    void signIn(Line line, long highestVersion, Set<ConversationId> followed, long mark) {
        if (!node.isOpen()) {
            refuse(line);
            return;
        }
        ParticipantId person = line.device().person();
        Map<ParticipantId, StoredPresence> stored;
        try {
            stored = world.archive().load(List.of(person));
        } catch (StoreException e) {
            refuse(line);
            return;
        }
        node.after(world.storeDelay(), () -> {
            if (line.isClosedByNode()) {
                return;
            }
            if (!node.isOpen()) {
                refuse(line);
                return;
            }
            if (world.town().isBarred(person, world.timeline().millis())) {
                turnAway(line);
                return;
            }
            Participant participant = world.town().participant(person);
            line.enter(participant.conversations());
            line.register();
            node.credentials().watch(line);
            world.chronicle().tell(() -> node + " signs in " + line);
            world.invariants().connected(person);
            connect(new Known(participant, stored.get(person)), line.id());
            line.down(line.device()::welcomed);
            greet(line, participant, highestVersion, followed, mark);
        });
    }

    /// The viewer opens a conversation: of a large one it is told at once who is connected.
    void open(Line line, ConversationId conversation) {
        if (line.rooms().contains(conversation)) {
            line.opened().add(conversation);
            line.down(() -> line.device().knowledge().opened(conversation));
            if (node.crowds().isLarge(conversation)) {
                for (PresenceView each : reader.crowd(conversation)) {
                    world.invariants().sent(line, each.id());
                    line.down(() -> line.device().crowdStatus(conversation, each));
                }
            }
        }
    }

    void shut(Line line, ConversationId conversation) {
        line.opened().remove(conversation);
        line.down(() -> line.device().knowledge().shut(conversation));
    }

    /// The client asks for a conversation whose digest differed.
    void repair(Line line, ConversationId conversation, long mark) {
        if (line.rooms().contains(conversation) && !node.crowds().isLarge(conversation)) {
            node.storing(() -> {
                Snapshot answer = reader.snapshotOf(conversation);
                line.down(() -> line.device().snapshot(answer, mark));
            });
        }
    }

    private void connect(Known known, ConnectionId connection) {
        boolean another = tracker.isHeld(known.participant().id());
        try {
            tracker.connected(known, connection);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        node.step();
        if (another) {
            loudspeaker.tabOpened(known.participant().id());
        }
    }

    /// A whole snapshot, or what was missed and the digests that prove it.
    private void greet(
            Line line, Participant participant, long highestVersion, Set<ConversationId> followed, long mark) {
        Snapshot missed = highestVersion < 0 || !node.isSettled()
                ? null
                : reader.missedSince(participant, highestVersion, followed);
        if (missed == null) {
            try {
                Snapshot whole = reader.snapshot(participant);
                line.down(() -> line.device().snapshot(whole, mark));
            } catch (StoreException e) {
                node.ended(line, Ending.LOST);
                line.down(() -> line.device().refused(line));
            }
            return;
        }
        line.down(() -> line.device().snapshot(missed, mark));
        tellDigests(line);
    }

    void tell(Line line, Supplier<Snapshot> reading) {
        node.storing(() -> {
            Snapshot snapshot = reading.get();
            long mark = line.device().knowledge().mark();
            line.down(() -> line.device().snapshot(snapshot, mark));
        });
    }

    /// Its credential is not good any more: it may not come back.
    void turnAway(Line line) {
        line.closedByNode();
        node.forget(line);
        line.down(() -> line.device().turnedAway(line));
    }

    void refuse(Line line) {
        line.closedByNode();
        node.forget(line);
        line.down(() -> line.device().refused(line));
    }

    void tellDigests(Line line) {
        if (world.defect() == Defect.NO_DIGESTS || !node.isSettled()) {
            return;
        }
        for (ConversationId each : world.town().conversations()) {
            if (line.rooms().contains(each) && !node.crowds().isLarge(each)) {
                tellDigest(line, each);
            }
        }
    }

    private void tellDigest(Line line, ConversationId conversation) {
        if (world.defect() == Defect.HASTY_DIGEST) {
            PresenceDigest hasty = new Digests(tracker, () -> node.now().plusSeconds(20)).of(conversation);
            node.after(3_000, () -> line.down(() -> line.device().digest(hasty)));
            return;
        }
        PresenceDigest digest = digests.of(conversation);
        line.down(() -> line.device().digest(digest));
    }
}
