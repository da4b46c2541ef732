package com.meeshy.socketio.engine;

import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.SocketIoSettings.AddressLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What each client address uses, to keep one from taking everything. An address that uses nothing is forgotten
/// when its handshake allowance is whole again.
final class AddressBook {

    private static final int IPV6_NETWORK_BYTES = 8;

    private final AddressLimits limits;
    private final LongSupplier nanoTicker;
    private final ConcurrentHashMap<ByteBuffer, Account> accounts = new ConcurrentHashMap<>();

    AddressBook(AddressLimits limits, LongSupplier nanoTicker) {
        this.limits = limits;
        this.nanoTicker = nanoTicker;
    }

    /// Books a new session, to be given back with [#release].
    ///
    /// @param exceeded is told which limit the address is over; then there is no account
    @Nullable
    Account book(InetSocketAddress address, Consumer<SocketIoLimit> exceeded) {
        InetAddress ip = address.getAddress();
        byte[] bytes = ip == null ? new byte[0] : ip.getAddress();
        ByteBuffer key = ByteBuffer.wrap(bytes.length == 16 ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
        long now = nanoTicker.getAsLong();
        // In the map's lock for this key, so that forgetting cannot lose a booking.
        Account[] booked = new Account[1];
        @Nullable SocketIoLimit[] over = new SocketIoLimit[1];
        accounts.compute(key, (same, known) -> {
            Account account = known == null ? new Account(now, limitsOf(ip)) : known;
            over[0] = account.book(now);
            if (over[0] == null) {
                booked[0] = account;
            }
            return account;
        });
        if (over[0] != null) {
            exceeded.accept(over[0]);
        }
        return booked[0];
    }

    private AddressLimits limitsOf(@Nullable InetAddress ip) {
        boolean spared = !limits.loopbackToo() && ip != null && ip.isLoopbackAddress();
        return spared ? AddressLimits.none() : limits;
    }

    /// Takes one handshake from the allowance of an address. False when there is none left.
    boolean spend(Account account) {
        return account.spend(nanoTicker.getAsLong());
    }

    void release(Account account) {
        account.release();
    }

    /// Forgets addresses that use nothing.
    void sweep() {
        long now = nanoTicker.getAsLong();
        for (ByteBuffer key : accounts.keySet()) {
            accounts.computeIfPresent(key, (same, account) -> account.idle(now) ? null : account);
        }
    }

    /// The use of one address.
    static final class Account {
        private final AddressLimits limits;
        private final boolean spared;
        private int sessions;
        private long kept;
        private double allowance;
        private long asOf;

        private Account(long now, AddressLimits limits) {
            this.limits = limits;
            this.spared = limits.equals(AddressLimits.none());
            this.asOf = now;
            this.allowance = limits.handshakeBurst();
        }

        /// Null when there was room; else what there was no room in.
        private synchronized @Nullable SocketIoLimit book(long now) {
            refill(now);
            if (sessions >= limits.sessions()) {
                return SocketIoLimit.SESSIONS;
            } else if (allowance < 1) {
                return SocketIoLimit.HANDSHAKES;
            }
            sessions++;
            allowance--;
            return null;
        }

        private synchronized boolean spend(long now) {
            refill(now);
            if (allowance < 1) {
                return false;
            }
            allowance--;
            return true;
        }

        private synchronized void release() {
            sessions--;
        }

        /// Counts bytes that strangers of this address make the server keep. False when they would pass the limit.
        synchronized boolean keep(int bytes, long limit) {
            if (!spared && kept + bytes > limit) {
                return false;
            }
            kept += bytes;
            return true;
        }

        synchronized void giveBack(int bytes) {
            kept -= bytes;
        }

        private synchronized boolean idle(long now) {
            refill(now);
            return sessions == 0 && allowance >= limits.handshakeBurst();
        }

        private void refill(long now) {
            allowance =
                    Math.min(limits.handshakeBurst(), allowance + (now - asOf) * 1e-9 * limits.handshakesPerSecond());
            asOf = now;
        }
    }
}
