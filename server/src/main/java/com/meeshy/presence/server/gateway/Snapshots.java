package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.audience.Snapshot;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.server.wire.Moments;
import com.meeshy.socketio.Namespace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `presence:snapshot` in its forms, in pages. All but [#ofCrowd] block on directory and store: for virtual
/// threads.
public final class Snapshots {
    /// Entries in one page: about 30 KB.
    private static final int PAGE = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final PresenceReader reader;
    private final Namespace namespace;
    private final BooleanSupplier mayResume;
    private final InstantSource clock;

    /// @param mayResume whether those whom an earlier node left online are settled; before, memory does not know
    ///     enough
    public Snapshots(PresenceReader reader, Namespace namespace, BooleanSupplier mayResume, InstantSource clock) {
        this.reader = reader;
        this.namespace = namespace;
        this.mayResume = mayResume;
        this.clock = clock;
    }

    /// Everybody whom the participant sees, or what it has missed since its last connection.
    ///
    /// @return whether it was told only what it has missed
    boolean toNewcomer(Session session, Participant viewer) {
        Resumption known = session.resumption();
        Snapshot missed = known == null || !known.knowsSomething() || !mayResume.getAsBoolean()
                ? null
                : reader.missedSince(viewer, known.highestVersion(), known.conversations());
        if (missed == null) {
            read(session, () -> reader.snapshot(viewer));
        } else {
            send(missed, true, true, page -> session.connection().emit(ServerEvent.PRESENCE_SNAPSHOT, page));
        }
        return missed != null;
    }

    /// Everybody whom the participant sees, for a client that missed what it was told at first.
    ///
    /// @param viewer asked when it is needed; null when the participant is no more and sees nobody
    void whole(Session session, Supplier<@Nullable Known> viewer) {
        read(session, () -> {
            Known known = viewer.get();
            return known == null ? new Snapshot(List.of(), Map.of(), true) : reader.snapshot(known.participant());
        });
    }

    /// What became visible to a viewer who joined these conversations while connected.
    void ofJoined(Session session, Participant viewer, Set<ConversationId> joined) {
        read(session, () -> reader.snapshotOf(viewer, joined));
    }

    /// The answer to a client that has missed something of an ordinary conversation.
    void ofConversation(Session session, ConversationId conversation) {
        read(session, () -> reader.snapshotOf(conversation));
    }

    /// The connected members of a large conversation, for a viewer who opens it. Never blocks.
    void ofCrowd(Session session, ConversationId conversation) {
        Snapshot crowd = new Snapshot(reader.crowd(conversation), Map.of(), false);
        send(crowd, false, false, page -> session.connection().emit(ServerEvent.PRESENCE_SNAPSHOT, page));
    }

    /// For all members of a conversation that is ordinary again.
    ///
    /// @throws StoreException when the store is away
    public void toMembers(ConversationId conversation) {
        Snapshot members = reader.snapshotOf(conversation);
        send(
                members,
                false,
                true,
                page -> namespace.to(Rooms.of(conversation)).emit(ServerEvent.PRESENCE_SNAPSHOT, page));
    }

    private void read(Session session, Supplier<Snapshot> reading) {
        try {
            boolean withMembers = session.resumption() != null;
            send(
                    reading.get(),
                    false,
                    withMembers,
                    page -> session.connection().emit(ServerEvent.PRESENCE_SNAPSHOT, page));
        } catch (StoreException e) {
            LOG.warn(
                    "Snapshot failed, the store is away: participant={}",
                    session.present().id(),
                    e);
            session.connection()
                    .emit(
                            ServerEvent.ERROR,
                            Payload.Problem.of(
                                    "The presence of others cannot be read at the moment; reconnect to try again.",
                                    "SNAPSHOT_UNAVAILABLE"));
        }
    }

    /// The members come with the last page: then the client knows everybody named.
    private void send(Snapshot snapshot, boolean resumed, boolean withMembers, Consumer<Payload.Snapshot> emit) {
        List<PresenceView> views = snapshot.views();
        int pages = Math.max(1, (views.size() + PAGE - 1) / PAGE);
        for (int page = 1; page <= pages; page++) {
            List<Payload.UserStatus> users = new ArrayList<>(PAGE);
            for (PresenceView view : views.subList((page - 1) * PAGE, Math.min(page * PAGE, views.size()))) {
                users.add(Payload.UserStatus.of(view));
            }
            emit.accept(new Payload.Snapshot(
                    users,
                    Moments.text(clock.instant()),
                    page,
                    pages,
                    snapshot.complete(),
                    resumed ? true : null,
                    withMembers && page == pages ? members(snapshot) : null));
        }
    }

    private static @Nullable Map<String, List<String>> members(Snapshot snapshot) {
        if (snapshot.members().isEmpty() && !snapshot.complete()) {
            return null;
        }
        Map<String, List<String>> members = new HashMap<>();
        snapshot.members()
                .forEach((conversation, all) -> members.put(
                        conversation.toString(),
                        all.stream().map(ParticipantId::text).toList()));
        return members;
    }
}
