package com.meeshy.presence.server.rest;

import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.AdminKey;
import com.meeshy.presence.live.authentication.Authenticator;
import com.meeshy.presence.live.authentication.CredentialTries;
import com.meeshy.presence.live.directory.DirectoryEdits;
import com.meeshy.presence.live.messaging.MessageSender;
import com.meeshy.presence.live.session.TokenRevocation;
import com.meeshy.presence.live.upkeep.Cleanup;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.server.config.HttpSettings;
import com.meeshy.presence.server.config.PresenceSettings;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.storage.Storage;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Objects;

/// Hands the controllers what they ask for, out of what was made elsewhere.
@Factory
final class RestBeans {
    private final RestDoors doors;
    private final Settings settings;

    RestBeans(RestDoors doors, Settings settings) {
        this.doors = doors;
        this.settings = settings;
    }

    /// Micronaut has one of its own.
    @Primary
    @Singleton
    InstantSource clock() {
        return doors.time();
    }

    @Singleton
    Storage storage() {
        return doors.storage();
    }

    @Singleton
    Authenticator authenticator() {
        return doors.authenticator();
    }

    @Singleton
    CredentialTries tries() {
        return doors.tries();
    }

    @Singleton
    Limits limits() {
        return doors.limits();
    }

    @Singleton
    LivePresence presence() {
        return doors.presence();
    }

    @Singleton
    DirectoryEdits edits() {
        return doors.edits();
    }

    @Singleton
    ActivitySink activity() {
        return doors.activity();
    }

    @Singleton
    MessageSender messages() {
        return doors.messages();
    }

    @Singleton
    TokenRevocation revocation() {
        return doors.revocation();
    }

    @Singleton
    Operations operations() {
        return doors.operations();
    }

    @Singleton
    Cleanup maintenance() {
        return doors.operations().maintenance();
    }

    @Singleton
    ActivityStatistics statistics() {
        return doors.operations().activity();
    }

    @Singleton
    PresenceSettings presenceSettings() {
        return settings.presence();
    }

    @Singleton
    HttpSettings httpSettings() {
        return settings.http();
    }

    @Singleton
    AdminKey adminKey() {
        return new AdminKey(settings.access().adminKey());
    }

    @Singleton
    ClientAddress clientAddress() {
        return new ClientAddress(settings.http().trustProxy());
    }

    @Singleton
    ListReads listReads() {
        return new ListReads(doors.limits(), settings.limits());
    }

    @Singleton
    @Requires(property = DemoController.ENABLED, value = "true")
    DemoPeople demo() {
        return Objects.requireNonNull(doors.demo());
    }
}
