package com.meeshy.presence.server.gateway;

import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Session;
import com.meeshy.socketio.Broadcast;
import com.meeshy.socketio.Connection;
import com.meeshy.socketio.Namespace;
import com.meeshy.socketio.SocketIoServer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The connections of a Socket.IO namespace as [Lines]. Each has its [Session] attached.
public record SocketLines(SocketIoServer sockets, Namespace namespace) implements Lines {
    @Override
    public Audience to(String... rooms) {
        return new Listeners(namespace.to(rooms));
    }

    @Override
    public Audience everybody() {
        return new Listeners(namespace.broadcast());
    }

    @Override
    public int count() {
        return namespace.connectionCount();
    }

    @Override
    public void refuseNew() {
        sockets.refuseNewConnections();
    }

    static Session session(Connection connection) {
        return connection.attachment(Session.class);
    }

    private record Listeners(Broadcast broadcast) implements Audience {
        @Override
        public Audience except(Predicate<Session> excluded) {
            return new Listeners(broadcast.except((Connection each) -> excluded.test(session(each))));
        }

        @Override
        public void send(Notice notice) {
            WireEvent event = WireEvent.of(notice);
            broadcast.emit(event.name(), event.payload());
        }

        @Override
        public void sendLatest(Object key, Notice notice) {
            WireEvent event = WireEvent.of(notice);
            broadcast.emitLatest(key, event.name(), event.payload());
        }

        @Override
        public void sendEach(Function<Session, Notice.@Nullable Status> notice) {
            broadcast.emitEach(ServerEvent.USER_STATUS, each -> {
                Notice.Status status = notice.apply(session(each));
                return status == null ? null : Payload.UserStatus.of(status);
            });
        }
    }
}
