package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceEvent;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The live registry: the door to all shards. Any thread may call it. Events of one participant that are sent
/// one after the other take effect in that order; announcements and records of one participant leave in the
/// order of its versions.
public final class Tracker implements AutoCloseable {
    private static final int MAILBOX_CAPACITY = 65_536;

    private final PresenceRules rules;
    private final InstantSource clock;
    private final List<ShardRunner> shards;
    private final ActivityCounts activityCounts = new ActivityCounts();

    /// Starts the shards' threads.
    ///
    /// @param shards how many; about the number of processors
    public Tracker(
            PresenceRules rules, int shards, PresenceRecorder recorder, Announcer announcer, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        List<ShardRunner> started = new ArrayList<>(shards);
        for (int i = 0; i < shards; i++) {
            TrackerShard shard = new TrackerShard(rules, recorder, announcer, clock);
            started.add(ShardRunner.start("presence-shard-" + i, shard, MAILBOX_CAPACITY));
        }
        this.shards = List.copyOf(started);
    }

    /// A connection was authenticated. Waits while the shard is overloaded: not for event loops.
    ///
    /// @return completed by the shard with the participant's presence, once viewers have been told
    public CompletableFuture<PresenceView> connected(Known known, ConnectionId connection) throws InterruptedException {
        return introduce(known, new PresenceEvent.Connected(connection, clock.instant()));
    }

    /// A connection that had been announced by [#connected] ended. Never waits and is never lost.
    public void closed(ParticipantId id, ConnectionId connection, boolean clean) {
        ShardRunner shard = shardOf(id);
        Tracked known = shard.shard().find(id);
        Instant lastActivity = known == null ? null : known.lastTouched();
        shard.mailbox()
                .force(new Command.Apply(
                        id, new PresenceEvent.Closed(connection, clean, lastActivity, clock.instant())));
    }

    /// The participant did something. Never waits; while a shard is overloaded the activity is dropped, since
    /// more will come.
    public Touch active(ParticipantId id) {
        ShardRunner shard = shardOf(id);
        Tracked known = shard.shard().find(id);
        if (known == null) {
            return Touch.NOT_TRACKED;
        }
        Instant now = clock.instant();
        known.touch(now.toEpochMilli());
        Instant recorded = known.presence().lastActiveAt();
        if (recorded != null && now.isBefore(recorded.plus(rules.activityThrottle()))) {
            activityCounts.throttled();
            return Touch.THROTTLED;
        }
        activityCounts.accepted();
        shard.mailbox().offer(new Command.Apply(id, new PresenceEvent.Active(now)));
        return Touch.ACCEPTED;
    }

    /// Activity of a participant for whom [#active] answered `NOT_TRACKED`.
    public void activeWhileAway(Known known) {
        activityCounts.accepted();
        PresenceEvent event = new PresenceEvent.Active(clock.instant());
        shardOf(known.participant().id()).mailbox().offer(new Command.Introduce(known, event, null));
    }

    /// The participant is stored as online, but nobody holds a connection for it. Has no effect on the connected.
    ///
    /// @return completed by the shard with the participant's presence afterwards
    public CompletableFuture<PresenceView> abandoned(Known known, Instant lastSeen, Cause cause)
            throws InterruptedException {
        return introduce(known, new PresenceEvent.Abandoned(lastSeen, cause, clock.instant()));
    }

    /// The participant's name or conversations changed: later announcements use the new ones.
    public void update(Participant participant) {
        shardOf(participant.id()).mailbox().force(new Command.Update(participant));
    }

    /// The participant's live presence, or null when the tracker does not hold it and the store knows best.
    public @Nullable PresenceView live(ParticipantId id) {
        Tracked known = shardOf(id).shard().find(id);
        return known == null ? null : known.view();
    }

    /// Whether the participant has a live connection, or had one a grace ago.
    public boolean isHeld(ParticipantId id) {
        Tracked known = shardOf(id).shard().find(id);
        return known != null
                && (!known.presence().connections().isEmpty()
                        || known.presence().lostAt() != null);
    }

    /// Visits every tracked participant; a moving picture, not a snapshot in time.
    public void forEach(Consumer<PresenceView> visitor) {
        for (ShardRunner shard : shards) {
            for (Tracked each : shard.shard().all()) {
                visitor.accept(each.view());
            }
        }
    }

    /// How many participants are held in memory.
    public int size() {
        return shards.stream().mapToInt(each -> each.shard().size()).sum();
    }

    public ActivityCounts activityCounts() {
        return activityCounts;
    }

    /// Stops the shards after they have handled what waits.
    @Override
    public void close() {
        shards.forEach(ShardRunner::close);
    }

    private CompletableFuture<PresenceView> introduce(Known known, PresenceEvent event) throws InterruptedException {
        CompletableFuture<PresenceView> done = new CompletableFuture<>();
        shardOf(known.participant().id()).mailbox().put(new Command.Introduce(known, event, done));
        return done;
    }

    private ShardRunner shardOf(ParticipantId id) {
        return shards.get(Math.floorMod(id.hashCode(), shards.size()));
    }
}
