package com.meeshy.socketio.socket;

import com.meeshy.socketio.Namespace;
import com.meeshy.socketio.SocketIoSettings;
import com.meeshy.socketio.engine.EngineListener;
import com.meeshy.socketio.engine.EngineSession;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// All namespaces of a server, and the listener of its engine. Thread safe.
public final class SocketLayer implements EngineListener.Factory {

    private final SocketIoSettings settings;
    private final Refusals refusals = new Refusals();
    private final ConcurrentMap<String, SocketNamespace> namespaces = new ConcurrentHashMap<>();

    public SocketLayer(SocketIoSettings settings) {
        this.settings = settings;
    }

    Refusals refusals() {
        return refusals;
    }

    SocketIoSettings settings() {
        return settings;
    }

    /// The namespace of this name, made at the first call.
    public Namespace namespace(String name) {
        if (!name.startsWith("/") || name.contains(",") || name.contains("?")) {
            throw new IllegalArgumentException("a namespace begins with a slash and has no comma or question mark");
        }
        return namespaces.computeIfAbsent(name, SocketNamespace::new);
    }

    @Nullable
    SocketNamespace existing(String name) {
        return namespaces.get(name);
    }

    public int connectionCount() {
        int sum = 0;
        for (SocketNamespace namespace : namespaces.values()) {
            sum += namespace.connectionCount();
        }
        return sum;
    }

    @Override
    public EngineListener listen(EngineSession session) {
        return new SocketSession(this, session);
    }
}
