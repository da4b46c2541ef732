package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.Authenticator;
import com.meeshy.presence.live.authentication.CredentialTries;
import com.meeshy.presence.live.directory.DirectoryEdits;
import com.meeshy.presence.live.messaging.MessageSender;
import com.meeshy.presence.live.session.TokenRevocation;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.storage.Storage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything the controllers work with, made elsewhere by plain constructors.
///
/// @param demo null outside demo mode
public record RestDoors(
        Storage storage,
        Authenticator authenticator,
        CredentialTries tries,
        Limits limits,
        LivePresence presence,
        DirectoryEdits edits,
        ActivitySink activity,
        MessageSender messages,
        TokenRevocation revocation,
        Operations operations,
        @Nullable DemoPeople demo,
        Time time) {

    /// Properties that switch controllers on.
    public Map<String, Object> properties() {
        return Map.of(DemoController.ENABLED, demo != null);
    }
}
