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
public final class LineToStore {
    private final Storage storage;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile boolean cut;

    public LineToStore(Storage storage) {
        this.storage = through(storage);
    }

    /// The store at the other end of the line.
    public Storage storage() {
        return storage;
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

    private Storage through(Storage real) {
        PresenceStore presence = port(PresenceStore.class, real.presence());
        Directory directory = port(Directory.class, real.directory());
        Accounts accounts = port(Accounts.class, real.accounts());
        Guests guests = port(Guests.class, real.guests());
        Conversations conversations = port(Conversations.class, real.conversations());
        Lookups lookups = new Lookups(presence, directory, accounts, guests, conversations);
        return new Storage(
                presence,
                directory,
                port(NodeLeases.class, real.leases()),
                accounts,
                guests,
                conversations,
                port(Messages.class, real.messages()),
                port(DirectoryEditor.class, real.editor()),
                port(RevokedTokens.class, real.revokedTokens()),
                lookups,
                lookups,
                real.reads(),
                real.closing());
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
