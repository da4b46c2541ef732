package com.meeshy.presence.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;

/// One TCP connection as [Visitors] knows it, from accept to its end. It is the listener of that end itself: a
/// connection that lives for days costs this object and no more.
final class Visit implements ChannelFutureListener {
    private final Visitors visitors;
    private final Channel channel;
    private final String address;
    private final boolean counted;

    /// Guarded by [Visitors].
    boolean over;

    /// Both are read and written on the loop of the channel, but for a REST answer from another thread.
    private volatile boolean known;

    private boolean session;

    /// @param counted whether its address has used one of its connections
    Visit(Visitors visitors, Channel channel, String address, boolean counted) {
        this.visitors = visitors;
        this.channel = channel;
        this.address = address;
        this.counted = counted;
    }

    /// As a limit counts it.
    String address() {
        return address;
    }

    boolean isCounted() {
        return counted;
    }

    /// It sent a request: others are silent for longer.
    void spoke() {
        visitors.spoke(this);
    }

    /// Whoever is behind it has proven who it is, or is not known any more.
    void known(boolean now) {
        known = now;
        visitors.known(this, now);
    }

    /// It carries a Socket.IO session from now on, of somebody who has proven who it is or has not.
    void carriesSession(boolean trusted) {
        session = true;
        known(trusted);
    }

    boolean isKnown() {
        return known;
    }

    boolean isSession() {
        return session;
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    void end() {
        channel.close();
    }

    @Override
    public void operationComplete(ChannelFuture closed) {
        visitors.left(this);
    }
}
