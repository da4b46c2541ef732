package com.meeshy.presence.server.console;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.live.line.Device;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.server.wire.Moments;
import com.meeshy.presence.storage.Conversations;
import com.meeshy.presence.storage.model.Conversation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Everything an operator may know of a person now. Blocks on the store.
public final class PersonFile {
    private static final int MOST_CONVERSATIONS = 50;
    private static final int MOST_EDGES = 20;
    private static final long PATIENCE_SECONDS = 2;

    private final PersonSearch people;
    private final Conversations conversations;
    private final LiveSessions sessions;
    private final Viewers viewers;
    private final EdgeFeed edges;
    private final InstantSource clock;

    public PersonFile(
            PersonSearch people,
            Conversations conversations,
            LiveSessions sessions,
            Viewers viewers,
            EdgeFeed edges,
            InstantSource clock) {
        this.people = people;
        this.conversations = conversations;
        this.sessions = sessions;
        this.viewers = viewers;
        this.edges = edges;
        this.clock = clock;
    }

    /// Null when there is nobody.
    @Nullable
    FileBody of(ParticipantId id) {
        List<PersonBody> found = people.people(List.of(id));
        if (found.isEmpty()) {
            return null;
        }
        List<Conversation> all = conversations.of(id, Integer.MAX_VALUE);
        List<Conversation> first = all.stream().limit(MOST_CONVERSATIONS).toList();
        Map<ConversationId, Integer> sizes =
                conversations.sizes(first.stream().map(Conversation::id).toList());
        return new FileBody(
                Moments.text(clock.instant()),
                found.getFirst(),
                devices(id),
                first.stream()
                        .map(each -> talk(each, sizes.getOrDefault(each.id(), 0)))
                        .toList(),
                all.size(),
                viewers.of(id, all.stream().map(Conversation::id).toList()),
                EdgesBody.of(edges.of(id, MOST_EDGES), 0).edges());
    }

    private List<DeviceBody> devices(ParticipantId id) {
        Instant now = clock.instant();
        try {
            return sessions.devices(id).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                    .map(device -> DeviceBody.of(device, now))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the connections were asked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the connections do not answer", e);
        }
    }

    private TalkBody talk(Conversation conversation, int members) {
        return new TalkBody(
                conversation.id().toString(),
                conversation.identifier(),
                conversation.title(),
                conversation.type(),
                members,
                viewers.online(conversation.id()),
                viewers.isLarge(conversation.id()));
    }

    /// The answer to `person:open`.
    ///
    /// @param conversations the first of all
    /// @param conversationCount how many there are
    /// @param edges the newest first, as far as they are remembered
    record FileBody(
            String at,
            PersonBody person,
            List<DeviceBody> devices,
            List<TalkBody> conversations,
            int conversationCount,
            Viewers.ViewersBody viewers,
            List<EdgesBody.EdgeBody> edges) {}

    /// A connection on this node.
    ///
    /// @param address shortened
    /// @param lastHeard the last sign of life, heartbeats included
    record DeviceBody(
            String id,
            String transport,
            String address,
            @Nullable String software,
            String connectedSince,
            String lastHeard) {
        static DeviceBody of(Device device, Instant now) {
            return new DeviceBody(
                    device.id().toString(),
                    device.transport(),
                    ShownAddress.of(device.address().getAddress()),
                    device.software(),
                    Moments.text(device.connectedSince()),
                    Moments.text(now.minus(device.silentFor())));
        }
    }

    /// A conversation of the person.
    record TalkBody(
            String id,
            String identifier,
            @Nullable String title,
            String type,
            int members,
            int online,
            boolean isLarge) {}
}
