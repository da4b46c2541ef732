package com.meeshy.presence.server.rest;

import com.meeshy.presence.server.messaging.MessageSender;

/// The live side of the gateway as REST sees it.
public record Live(
        LivePresence presence,
        LiveConnections connections,
        ActivitySink activity,
        MessageSender messages,
        TokenRevocation revocation) {}
