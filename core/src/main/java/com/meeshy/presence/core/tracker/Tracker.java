package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.Moments;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceEvent;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.core.time.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
    private final Time time;
    private final List<ShardRunner> shards;
    private final Attendance attendance;
    private volatile Instant aloneSince;
    private final ActivityCounts activityCounts = new ActivityCounts();

    /// A tracker whose shards have threads of their own.
    ///
    /// @param shards how many; about the number of processors
    public static Tracker started(PresenceRules rules, int shards, Effects effects, Time time) {
        Tracker tracker = stepped(rules, shards, effects, time);
        for (int i = 0; i < shards; i++) {
            tracker.shards.get(i).start("presence-shard-" + i);
        }
        return tracker;
    }

    /// A tracker without threads: somebody calls [ShardRunner#turn] of each shard.
    static Tracker stepped(PresenceRules rules, int shards, Effects effects, Time time) {
        return new Tracker(rules, shards, effects, time);
    }

    private Tracker(PresenceRules rules, int shards, Effects effects, Time time) {
        this.rules = rules;
        this.time = time;
        this.attendance = effects.attendance();
        this.aloneSince = time.instant();
        List<ShardRunner> all = new ArrayList<>(shards);
        for (int i = 0; i < shards; i++) {
            all.add(new ShardRunner(new TrackerShard(rules, effects, time), MAILBOX_CAPACITY));
        }
        this.shards = List.copyOf(all);
    }

    /// A connection was authenticated. Waits while the shard is overloaded: not for event loops.
    ///
    /// @return completed by the shard with the participant's presence, once viewers have been told
    public CompletableFuture<PresenceView> connected(Known known, ConnectionId connection) throws InterruptedException {
        return introduce(known, new PresenceEvent.Connected(connection, time.moment()));
    }

    /// A connection that had been announced by [#connected] ended. Never waits and is never lost.
    public void closed(ParticipantId id, ConnectionId connection, Ending ending) {
        closed(id, connection, ending, null);
    }

    /// As [#closed(ParticipantId, ConnectionId, Ending)], and measures how long the end went unnoticed.
    ///
    /// @param lastHeard when anything last came from the peer, a heartbeat included
    public void closed(ParticipantId id, ConnectionId connection, Ending ending, @Nullable Instant lastHeard) {
        force(id, new PresenceEvent.Closed(connection, ending, lastTouched(id), lastHeard, time.moment()));
    }

    /// This node takes no more connections: whoever has just lost one cannot come back here, so no grace ends
    /// here any more, and whoever closes may have another connection on its way to the successor, so nobody
    /// goes offline here either. First step of a clean stop, before [#handOver] of the connections.
    public void drain() {
        shards.forEach(shard -> shard.mailbox().force(new Command.Drain()));
    }

    /// This node stops and has told the client to connect elsewhere, or here later: the participant stays online,
    /// nothing is announced. Whoever takes over from this node ends it if the client does not come back.
    public void handOver(ParticipantId id, ConnectionId connection) {
        force(id, new PresenceEvent.HandedOver(connection, lastTouched(id), time.moment()));
    }

    /// The participant did something. Never waits; while a shard is overloaded the activity is dropped, since
    /// more will come.
    public Touch active(ParticipantId id) {
        ShardRunner shard = shardOf(id);
        Tracked known = shard.shard().find(id);
        if (known == null) {
            return Touch.NOT_TRACKED;
        }
        Moment now = time.moment();
        known.touch(now.millis());
        if (known.presence().isThrottled(now.nanos(), rules)) {
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
        PresenceEvent event = new PresenceEvent.Active(time.moment());
        shardOf(known.participant().id()).mailbox().offer(new Command.Introduce(known, event, null));
    }

    /// The participant is stored as online, but nobody holds a connection for it. Has no effect on the connected.
    ///
    /// @return completed by the shard with the participant's presence afterwards
    public CompletableFuture<PresenceView> abandoned(Known known, Instant lastSeen, Cause cause)
            throws InterruptedException {
        return introduce(known, new PresenceEvent.Abandoned(lastSeen, cause, time.moment()));
    }

    /// The participant's name or conversations changed. Its new conversations are told of it at once, its
    /// former ones that it left; later announcements use the new ones. Ignored when the participant is not
    /// tracked.
    public void update(Participant participant) {
        shardOf(participant.id()).mailbox().force(new Command.Update(participant));
    }

    /// Somebody whom the tracker may not hold joined or left these conversations: clients that resume must read
    /// their members again. Of the tracked, [#update] says so itself.
    public void membersChanged(Collection<ConversationId> conversations) {
        attendance.membersChanged(conversations, time.moment());
    }

    /// The participant's live presence, or null when the tracker does not hold it and the store knows best.
    public @Nullable PresenceView live(ParticipantId id) {
        Tracked known = shardOf(id).shard().find(id);
        return known == null ? null : known.view();
    }

    /// Whether the participant has a live connection, or had one a grace ago.
    public boolean isHeld(ParticipantId id) {
        Tracked known = shardOf(id).shard().find(id);
        return known != null && known.presence().isHeld();
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

    /// Who is tracked in which conversation.
    public Attendance attendance() {
        return attendance;
    }

    /// Every change of presence since this moment is known here without asking the store: of whoever changed
    /// later, [#live] answers. Earlier ones may have been forgotten, or were another process's.
    public Instant knowsSince() {
        Instant remembered = attendance.completeSince();
        Instant alone = aloneSince;
        return remembered.isAfter(alone) ? remembered : alone;
    }

    /// Whether this moment was taken from a clock that was wrong.
    public boolean isAhead(long millis) {
        return Moments.isAhead(millis, time.millis());
    }

    /// Viewers are told of somebody whom the tracker does not hold, as the store knows him. By a clock that was
    /// ahead he may have changed later than this process knows of.
    public void told(Known stranger) {
        if (stranger.presence() != null) {
            attendance.forgot(stranger.presence().version());
        }
    }

    /// Until this moment another node made changes too, of which nothing is known here.
    public void wasNotAloneUntil(Instant moment) {
        aloneSince = moment;
    }

    /// Name and conversations of a tracked participant, or null.
    public @Nullable Participant participant(ParticipantId id) {
        Tracked known = shardOf(id).shard().find(id);
        return known == null ? null : known.participant();
    }

    List<ShardRunner> shards() {
        return shards;
    }

    public ActivityCounts activityCounts() {
        return activityCounts;
    }

    /// Stops the shards after they have handled what waits.
    @Override
    public void close() {
        shards.forEach(ShardRunner::close);
    }

    private @Nullable Instant lastTouched(ParticipantId id) {
        Tracked known = shardOf(id).shard().find(id);
        return known == null ? null : known.lastTouched();
    }

    private void force(ParticipantId id, PresenceEvent event) {
        shardOf(id).mailbox().force(new Command.Apply(id, event));
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
