package com.meeshy.presence.server.rest;

/// The live side of the gateway as REST sees it.
public record Live(LivePresence presence, LiveConnections connections, ActivitySink activity, MessageRelay messages) {}
