package com.meeshy.presence.storage;

import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The way to a store: counts every call, and can be cut, as when the database is away.
@org.jspecify.annotations.NullUnmarked
public final class LineToStore implements Storage {
    private final Storage storage;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile boolean cut;

    public LineToStore(Storage storage) {
        this.storage = storage;
    }

    public void cut() {
        cut = true;
    }

    public void mend() {
        cut = false;
    }

    /// How often each kind of call was made.
    public Map<String, Integer> callsByKind() {
        Map<String, Integer> counts = new TreeMap<>();
        calls.forEach((kind, count) -> counts.put(kind, count.get()));
        return counts;
    }

    /// How often the store was called at all.
    public int calls() {
        return calls.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    public void resetCounts() {
        calls.clear();
    }

    @Override
    public Storage snapshots() {
        return this;
    }

    @Override
    public Storage lists() {
        return this;
    }

    @Override
    public PresenceStore presence() {
        return port(PresenceStore.class, storage.presence());
    }

    @Override
    public Directory directory() {
        return port(Directory.class, storage.directory());
    }

    @Override
    public NodeLeases leases() {
        return port(NodeLeases.class, storage.leases());
    }

    @Override
    public Accounts accounts() {
        return port(Accounts.class, storage.accounts());
    }

    @Override
    public Guests guests() {
        return port(Guests.class, storage.guests());
    }

    @Override
    public Conversations conversations() {
        return port(Conversations.class, storage.conversations());
    }

    @Override
    public Messages messages() {
        return port(Messages.class, storage.messages());
    }

    @Override
    public DirectoryEditor editor() {
        return port(DirectoryEditor.class, storage.editor());
    }

    @Override
    public RevokedTokens revokedTokens() {
        return port(RevokedTokens.class, storage.revokedTokens());
    }

    @Override
    public void close() {
        storage.close();
    }

    private <T> T port(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> call(real, method, arguments)));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        String kind = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        calls.computeIfAbsent(kind, _ -> new AtomicInteger()).incrementAndGet();
        if (cut) {
            throw new StoreException("the line to the store is cut");
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
