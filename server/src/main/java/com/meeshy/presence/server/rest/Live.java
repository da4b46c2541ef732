package com.meeshy.presence.server.rest;

import com.meeshy.presence.server.directory.DirectoryEdits;
import com.meeshy.presence.server.messaging.MessageSender;

/// The live side of the gateway as REST sees it.
public record Live(
        LivePresence presence,
        DirectoryEdits edits,
        ActivitySink activity,
        MessageSender messages,
        TokenRevocation revocation) {}
