package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.server.admission.Limits;
import com.meeshy.presence.server.authentication.AdminKey;
import com.meeshy.presence.server.authentication.Authenticator;
import com.meeshy.presence.server.authentication.CredentialTries;
import com.meeshy.presence.server.config.HttpSettings;
import com.meeshy.presence.server.config.PresenceSettings;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.directory.DirectoryEdits;
import com.meeshy.presence.server.messaging.MessageSender;
import com.meeshy.presence.server.store.Storage;
import java.time.InstantSource;
import java.util.LinkedHashMap;
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
        Live live,
        Operations operations,
        @Nullable DemoPeople demo,
        Time time) {

    /// Each collaborator under the type by which controllers ask for it.
    public Map<Class<?>, Object> byType(Settings settings) {
        Map<Class<?>, Object> byType = new LinkedHashMap<>();
        byType.put(InstantSource.class, time);
        byType.put(Storage.class, storage);
        byType.put(Authenticator.class, authenticator);
        byType.put(LivePresence.class, live.presence());
        byType.put(DirectoryEdits.class, live.edits());
        byType.put(ActivitySink.class, live.activity());
        byType.put(MessageSender.class, live.messages());
        byType.put(TokenRevocation.class, live.revocation());
        byType.put(Operations.class, operations);
        byType.put(Maintenance.class, operations.maintenance());
        byType.put(ActivityStatistics.class, operations.activity());
        byType.put(PresenceSettings.class, settings.presence());
        byType.put(HttpSettings.class, settings.http());
        byType.put(AdminKey.class, new AdminKey(settings.access().adminKey()));
        byType.put(ClientAddress.class, new ClientAddress(settings.http().trustProxy()));
        byType.put(ListReads.class, new ListReads(limits, settings.limits()));
        byType.put(Limits.class, limits);
        byType.put(CredentialTries.class, tries);
        if (demo != null) {
            byType.put(DemoPeople.class, demo);
        }
        return byType;
    }

    /// Properties that switch controllers on.
    public Map<String, Object> properties() {
        return Map.of(DemoController.ENABLED, demo != null);
    }
}
