package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.audience.PresenceDigest;
import com.meeshy.presence.core.audience.Snapshot;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A tab or phone of one person: connects, comes back by itself as long as it is wanted, and shows what it knows.
final class Device {
    private static final long PING_TIMEOUT_LEAST = 25_000;
    private static final long PING_TIMEOUT_SPREAD = 10_000;
    private static final long SETTLING = 5_000;
    private static final long JOINED_LATELY = 10_000;

    private final World world;
    private final ParticipantId person;
    private final int number;
    private final Knowledge knowledge;
    private @Nullable Line line;
    private final Set<ConversationId> looksAt = new TreeSet<>(Comparator.comparing(ConversationId::toString));
    private boolean wanted = true;
    private boolean present;
    private boolean missedSomething;
    private int losesNext;
    private long silentAt;

    Device(World world, ParticipantId person, int number) {
        this.world = world;
        this.person = person;
        this.number = number;
        this.knowledge = new Knowledge(person);
    }

    ParticipantId person() {
        return person;
    }

    Knowledge knowledge() {
        return knowledge;
    }

    /// Switched on, and to be connected.
    boolean isWanted() {
        return wanted;
    }

    boolean isOn(Line which) {
        return wanted && line == which;
    }

    @Nullable
    Line line() {
        return line;
    }

    /// Signed in on a line that works: the person is really there.
    boolean isPresent() {
        Line now = line;
        return wanted && present && now != null && !now.isSilent() && now.node().isAlive() && !now.isClosedByNode();
    }

    /// When its line last fell silent; it notices up to 35 s later.
    long silentAt() {
        return silentAt;
    }

    /// Whether the network kept something from this device that only a digest can bring back.
    boolean missedSomething() {
        return missedSomething;
    }

    void connect() {
        if (!wanted || line != null) {
            return;
        }
        SimulatedNode node = world.node();
        if (node == null || !node.isOpen()) {
            retry();
            return;
        }
        Line opened = node.open(this);
        line = opened;
        present = false;
        knowledge.shutAll();
        if (world.isPartitioned(person)) {
            opened.fallSilent();
            world.timeline().after(PING_TIMEOUT_LEAST, () -> broke(opened));
        }
        long mark = knowledge.mark();
        long highest = knowledge.highestVersion();
        Set<ConversationId> followed = knowledge.followed();
        opened.up(() -> node.entrance().signIn(opened, highest, followed, mark));
    }

    /// The sign-in went well.
    void welcomed() {
        present = true;
        looksAt.forEach(this::lookAt);
    }

    /// The person opens the conversation, here and after each reconnection.
    void lookAt(ConversationId conversation) {
        looksAt.add(conversation);
        Line now = line;
        if (now != null && present) {
            now.up(() -> now.node().entrance().open(now, conversation));
        }
    }

    void lookAway(ConversationId conversation) {
        looksAt.remove(conversation);
        Line now = line;
        if (now != null && present) {
            now.up(() -> now.node().entrance().shut(now, conversation));
        }
    }

    /// Whether the node knows that this viewer looks at the conversation.
    boolean hasOpen(ConversationId conversation) {
        Line now = line;
        return now != null && now.opened().contains(conversation);
    }

    /// Told through a large conversation. Not lost here: until the next change nothing would repair it.
    void crowdStatus(ConversationId conversation, PresenceView view) {
        if (!isDeaf()) {
            knowledge.heardInCrowd(conversation, view);
        }
    }

    /// Somebody left these conversations. When it was this person itself, it forgot those whom it saw only there:
    /// should they be in a large one that is open too, it must be told again.
    void left(ParticipantId who, Set<ConversationId> conversations) {
        knowledge.left(who, conversations, world.timeline().millis());
        if (who.equals(person)) {
            List.copyOf(looksAt).forEach(this::lookAt);
        }
    }

    /// The sign-in failed for now.
    void refused(Line which) {
        broke(which);
    }

    void snapshot(Snapshot snapshot, long mark) {
        if (snapshot.complete()) {
            // As long as another node holds changes that are not stored, it may be behind.
            missedSomething = world.isRelieving();
        }
        knowledge.snapshot(snapshot, mark, world.timeline().millis());
    }

    void status(PresenceView view) {
        if (isDeaf()) {
            return;
        }
        if (losesNext > 0) {
            losesNext--;
            missedSomething = true;
            world.chronicle().tell(() -> this + " misses that " + view.id() + " is " + words(view));
            return;
        }
        knowledge.heard(view);
    }

    void digest(PresenceDigest digest) {
        if (isDeaf()) {
            return;
        }
        Line now = line;
        if (now == null || !knowledge.differsFrom(digest)) {
            return;
        }
        long joinedLately = world.timeline().millis() - JOINED_LATELY;
        world.timeline().after(SETTLING, () -> {
            if (!isOn(now) || knowledge.membersChangedSince(digest.conversation(), joinedLately)) {
                return;
            }
            world.chronicle().tell(() -> this + " asks again for " + digest.conversation());
            world.invariants().asked(this, digest);
            long mark = knowledge.mark();
            now.up(() -> now.node().entrance().repair(now, digest.conversation(), mark));
        });
    }

    void loseNextEvent() {
        losesNext = 1;
    }

    void loseNoMoreEvents() {
        losesNext = 0;
    }

    /// Something changed while this device was not connected, of which no event will tell.
    void changedInItsAbsence() {
        missedSomething = true;
    }

    /// The person signs out.
    void close() {
        goes(Ending.GOODBYE);
    }

    /// The person closes the tab.
    void closeTab() {
        goes(Ending.PAGE_GONE);
    }

    private void goes(Ending ending) {
        wanted = false;
        present = false;
        Line now = line;
        line = null;
        if (now != null) {
            now.up(() -> now.node().ended(now, ending));
        }
    }

    /// The person loads the page anew.
    void reload() {
        Line now = line;
        if (now != null) {
            now.up(() -> now.node().ended(now, Ending.PAGE_GONE));
            line = null;
            present = false;
            world.timeline().after(200 + world.random().nextLong(2_000), this::connect);
        }
    }

    /// The process dies: the network tells the node, or nobody does.
    void crash(boolean silently) {
        wanted = false;
        present = false;
        Line now = line;
        line = null;
        if (now != null && silently) {
            fallSilent(now);
        } else if (now != null) {
            now.up(() -> now.node().ended(now, Ending.LOST));
        }
    }

    /// The connection breaks and both ends notice.
    void breakLine() {
        Line now = line;
        if (now != null) {
            now.up(() -> now.node().ended(now, Ending.LOST));
            broke(now);
        }
    }

    /// The connection goes dead without either end noticing before its heartbeat is missing.
    void fallSilent() {
        Line now = line;
        if (now != null) {
            fallSilent(now);
            world.timeline().after(PING_TIMEOUT_LEAST + world.random().nextLong(PING_TIMEOUT_SPREAD), () -> broke(now));
        }
    }

    /// The line is over, as this end sees it.
    void broke(Line which) {
        if (line == which) {
            line = null;
            present = false;
            retry();
        }
    }

    /// The server said that this person may not come back.
    void turnedAway(Line which) {
        if (line == which) {
            wanted = false;
            present = false;
            line = null;
        }
    }

    private void fallSilent(Line now) {
        silentAt = world.timeline().millis();
        now.fallSilent();
        world.timeline()
                .after(
                        10_000 + world.random().nextLong(25_000),
                        () -> now.node().missesHeartbeat(now));
    }

    private boolean isDeaf() {
        return world.defect() == Defect.DEAF_AT_THE_END
                && world.timeline().sinceStart() > world.plan().lengthMillis();
    }

    private void retry() {
        if (wanted) {
            world.timeline().after(500 + world.random().nextLong(4_500), this::connect);
        }
    }

    private static String words(PresenceView view) {
        return view.isOnline() ? "online" : "offline";
    }

    @Override
    public String toString() {
        return "device " + number + " of " + person;
    }
}
