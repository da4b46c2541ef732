package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Several who are told of each change. The viewers come first, in the shard itself; each other one follows in a thread
/// of its own ([Follower]), so that none can delay or break another. What the viewers' announcer throws, the shard
/// learns once the others have their copy.
public final class Announcers implements Announcer, AutoCloseable {
    private final Announcer viewers;
    private final List<Follower> followers;

    public Announcers(Announcer viewers, Announcer... others) {
        this.viewers = viewers;
        this.followers = List.of(others).stream().map(Follower::new).toList();
    }

    @Override
    public void announce(PresenceChange change) {
        tell(announcer -> announcer.announce(change));
    }

    @Override
    public void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment) {
        tell(announcer -> announcer.announceJoined(view, joined, moment));
    }

    @Override
    public void announceReturned(PresenceChange change) {
        tell(announcer -> announcer.announceReturned(change));
    }

    @Override
    public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {
        tell(announcer -> announcer.announceLeft(view, left, remaining));
    }

    private void tell(Consumer<Announcer> news) {
        try {
            news.accept(viewers);
        } finally {
            followers.forEach(each -> each.tell(news));
        }
    }

    /// Stops the followers once they have heard what waits.
    @Override
    public void close() {
        followers.forEach(Follower::close);
    }
}
