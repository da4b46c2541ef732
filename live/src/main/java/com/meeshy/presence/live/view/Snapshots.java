package com.meeshy.presence.live.view;

import com.meeshy.presence.core.audience.Crowds;
import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.audience.Snapshot;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Resumption;
import com.meeshy.presence.live.line.Rooms;
import com.meeshy.presence.live.line.Session;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a viewer is told who comes, joins or asks: `presence:snapshot` in its forms, in pages, and of large
/// conversations how many are online.
public final class Snapshots {
    /// Entries in one page: about 30 KB.
    private static final int PAGE = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final PresenceReader reader;
    private final Crowds crowds;
    private final Lines lines;
    private final BooleanSupplier mayResume;
    private final Executor virtualThreads;
    private final InstantSource clock;

    /// @param mayResume whether those whom an earlier node left online are settled; before, memory does not know
    ///     enough
    public Snapshots(
            PresenceReader reader,
            Crowds crowds,
            Lines lines,
            BooleanSupplier mayResume,
            Executor virtualThreads,
            InstantSource clock) {
        this.reader = reader;
        this.crowds = crowds;
        this.lines = lines;
        this.mayResume = mayResume;
        this.virtualThreads = virtualThreads;
        this.clock = clock;
    }

    /// Everybody whom the participant sees, or what it has missed since its last connection. Blocks on
    /// directory and store.
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
            tell(session, missed, true, true);
        }
        counts(session, viewer.conversations());
        return missed != null;
    }

    /// Everybody whom the participant sees, for a client that missed what it was told at first. Never blocks: it
    /// follows.
    ///
    /// @param viewer blocks, and is asked when it is needed; null when the participant is no more and sees nobody
    void whole(Session session, Supplier<@Nullable Known> viewer) {
        virtualThreads.execute(() -> read(session, () -> {
            Known known = viewer.get();
            if (known == null) {
                return new Snapshot(List.of(), Map.of(), true);
            }
            counts(session, known.participant().conversations());
            return reader.snapshot(known.participant());
        }));
    }

    /// What became visible to a viewer who joined these conversations while connected. Never blocks: it follows.
    public void ofJoined(Session session, Participant viewer, Set<ConversationId> joined) {
        virtualThreads.execute(() -> {
            read(session, () -> reader.snapshotOf(viewer, joined));
            counts(session, joined);
        });
    }

    /// The answer to a client that has missed something of an ordinary conversation. Never blocks: it follows.
    void ofConversation(Session session, ConversationId conversation) {
        virtualThreads.execute(() -> read(session, () -> reader.snapshotOf(conversation)));
    }

    /// The connected members of a large conversation, for a viewer who opens it. Never blocks: it follows.
    void ofCrowd(Session session, ConversationId conversation) {
        virtualThreads.execute(() -> {
            Snapshot crowd = new Snapshot(reader.crowd(conversation), Map.of(), false);
            tell(session, crowd, false, false);
            counts(session, Set.of(conversation));
        });
    }

    /// For all members of a conversation that is ordinary again. Blocks on directory and store.
    ///
    /// @throws StoreException when the store is away
    public void toMembers(ConversationId conversation) {
        Snapshot members = reader.snapshotOf(conversation);
        send(members, false, true, page -> lines.to(Rooms.of(conversation)).send(page));
    }

    /// Who is new does not wait until the number changes.
    private void counts(Session session, Collection<ConversationId> conversations) {
        crowds.tellCounts(
                conversations,
                (conversation, online, at) -> session.send(new Notice.OnlineCount(conversation, online, at)));
    }

    private void read(Session session, Supplier<Snapshot> reading) {
        try {
            boolean withMembers = session.resumption() != null;
            tell(session, reading.get(), false, withMembers);
        } catch (StoreException e) {
            LOG.warn(
                    "Snapshot failed, the store is away: participant={}",
                    session.present().id(),
                    e);
            session.send(new Notice.Problem(
                    "The presence of others cannot be read at the moment; reconnect to try again.",
                    "SNAPSHOT_UNAVAILABLE"));
        }
    }

    /// Pages follow each other as the client takes them: a long snapshot must not make a slow reader of it. One
    /// snapshot after the other: clients count the pages.
    private void tell(Session session, Snapshot snapshot, boolean resumed, boolean withMembers) {
        synchronized (session) {
            send(snapshot, resumed, withMembers, page -> {
                session.send(page);
                session.line().drained().toCompletableFuture().join();
            });
        }
    }

    /// The members come with the last page: then the client knows everybody named.
    private void send(Snapshot snapshot, boolean resumed, boolean withMembers, Consumer<Notice.Page> emit) {
        List<PresenceView> views = snapshot.views();
        int pages = Math.max(1, (views.size() + PAGE - 1) / PAGE);
        for (int page = 1; page <= pages; page++) {
            emit.accept(new Notice.Page(
                    views.subList((page - 1) * PAGE, Math.min(page * PAGE, views.size())),
                    clock.instant(),
                    page,
                    pages,
                    snapshot.complete(),
                    resumed,
                    withMembers && page == pages ? members(snapshot) : null));
        }
    }

    private static @Nullable Map<ConversationId, Set<ParticipantId>> members(Snapshot snapshot) {
        return snapshot.members().isEmpty() && !snapshot.complete() ? null : snapshot.members();
    }
}
