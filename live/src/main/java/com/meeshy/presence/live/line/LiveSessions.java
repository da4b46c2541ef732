package com.meeshy.presence.live.line;

import com.meeshy.presence.core.identity.ParticipantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The sessions of this node, by participant. Any thread.
public final class LiveSessions {
    /// Each set is immutable: most have one session, and a set that can grow takes ten times the memory.
    private final ConcurrentHashMap<ParticipantId, Set<Session>> byParticipant = new ConcurrentHashMap<>();

    private final ParticipantLocks locks = new ParticipantLocks();

    /// Held while a participant's conversations are read and applied to its sessions.
    public ReentrantLock lockOf(ParticipantId participant) {
        return locks.of(participant);
    }

    /// The locks of all of these, to be taken in this order.
    public List<ReentrantLock> locksOf(Collection<ParticipantId> participants) {
        return locks.of(participants);
    }

    /// Adds the session unless the participant has `most` already. Those named silent do not count, but with them
    /// there are never more than twice as many: whoever was silent may speak again.
    ///
    /// @return whether it was added
    public boolean add(ParticipantId participant, Session session, int most, Set<Session> silent) {
        return byParticipant
                .compute(participant, (id, known) -> {
                    Set<Session> before = known == null ? Set.of() : known;
                    long counted = before.stream()
                            .filter(each -> !silent.contains(each))
                            .count();
                    if (counted >= most || before.size() >= 2L * most) {
                        return known;
                    }
                    Set<Session> all = new HashSet<>(before);
                    all.add(session);
                    return Set.copyOf(all);
                })
                .contains(session);
    }

    public void remove(ParticipantId participant, Session session) {
        byParticipant.computeIfPresent(participant, (id, sessions) -> {
            Set<Session> rest = new HashSet<>(sessions);
            rest.remove(session);
            return rest.isEmpty() ? null : Set.copyOf(rest);
        });
    }

    public Collection<Session> of(ParticipantId participant) {
        return byParticipant.getOrDefault(participant, Set.of());
    }

    /// Everybody who has a session here.
    public List<ParticipantId> ids() {
        return List.copyOf(byParticipant.keySet());
    }

    public void forEach(Consumer<Session> visitor) {
        byParticipant.values().forEach(sessions -> sessions.forEach(visitor));
    }

    /// The connections of the participant on this node, each asked on its event loop.
    public CompletionStage<List<Device>> devices(ParticipantId participant) {
        List<CompletableFuture<Device>> asked = new ArrayList<>();
        for (Session session : of(participant)) {
            CompletableFuture<Device> answer = new CompletableFuture<>();
            session.execute(() -> answer.complete(session.device()));
            asked.add(answer);
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
    }

    /// How long nothing has come from each of the participant's connections, each asked on its event loop. Waits
    /// for the answers.
    public Map<Session, Duration> silences(ParticipantId participant) {
        Map<Session, CompletableFuture<Duration>> asked = new HashMap<>();
        for (Session session : of(participant)) {
            CompletableFuture<Duration> answer = new CompletableFuture<>();
            session.execute(() -> answer.complete(session.line().silentFor()));
            asked.put(session, answer);
        }
        Map<Session, Duration> silences = new HashMap<>();
        asked.forEach((session, answer) -> silences.put(session, answer.join()));
        return silences;
    }

    /// How many participants have a session here.
    public int participants() {
        return byParticipant.size();
    }
}
