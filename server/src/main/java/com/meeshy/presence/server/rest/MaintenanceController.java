package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.live.upkeep.Cleanup;
import com.meeshy.presence.live.upkeep.CleanupReport;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.live.view.LivePresence.LiveCounts;
import com.meeshy.presence.server.rest.Access.Who;
import com.meeshy.presence.server.rest.Answers.Success;
import com.meeshy.presence.storage.Storage;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The maintenance job and the numbers of the system, for operators.
@Access(Who.ADMIN)
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "adminKey")
final class MaintenanceController {
    private final PresenceStore store;
    private final LivePresence presence;
    private final Cleanup maintenance;
    private final ActivityStatistics activity;

    MaintenanceController(Storage storage, LivePresence presence, Cleanup maintenance, ActivityStatistics activity) {
        this.store = storage.presence();
        this.presence = presence;
        this.maintenance = maintenance;
        this.activity = activity;
    }

    /// Figures of the live system.
    @Get(uris = {"/admin/maintenance/stats", "/stats", "/maintenance/stats"})
    Success<StatsBody> stats() {
        PresenceCounts stored = store.counts();
        LiveCounts live = presence.counts();
        CleanupReport last = maintenance.last();
        return Success.of(new StatsBody(
                live.onlineUsers(),
                stored.users(),
                stored.anonymous(),
                live.onlineAnonymous(),
                live.connections(),
                maintenance.zombieThreshold().toMinutes(),
                maintenance.isActive(),
                last == null ? null : last.at(),
                last));
    }

    /// Takes zombies offline now.
    @Audited("cleanup-zombies")
    @Post("/admin/maintenance/cleanup-zombies")
    Success<CleanupReport> cleanUpZombies() {
        return Success.of(maintenance.sweepZombies());
    }

    /// Runs the whole maintenance job now.
    @Audited("cleanup")
    @Post("/admin/maintenance/cleanup")
    Success<CleanupReport> cleanUp() {
        return Success.of(maintenance.runNow());
    }

    /// How the activity throttle does.
    @Get("/admin/status-metrics")
    Success<ActivityBody> activity() {
        return Success.of(ActivityBody.of(activity.counts()));
    }

    /// Starts the figures of the throttle anew.
    @Audited("metrics-reset")
    @Post("/admin/status-metrics/reset")
    Success<ActivityBody> resetActivity() {
        activity.reset();
        return Success.of(ActivityBody.of(activity.counts()));
    }

    /// @param anonymousSessions guests whose stay has not ended, connected or not
    record StatsBody(
            long onlineUsers,
            long totalUsers,
            long anonymousSessions,
            long onlineAnonymous,
            long connections,
            long offlineThresholdMinutes,
            boolean maintenanceActive,
            @Nullable Instant lastCleanup,
            @Nullable CleanupReport lastCleanupResult) {}

    /// The names of the original runbook.
    ///
    /// @param throttleRate share of the requests that were held back, in percent
    record ActivityBody(
            long totalRequests,
            long throttledRequests,
            long successfulUpdates,
            long failedUpdates,
            long cacheSize,
            double throttleRate) {
        private static final double PERCENT = 100.0;

        static ActivityBody of(ActivityStatistics.Counts counts) {
            double rate = counts.requests() == 0 ? 0.0 : PERCENT * counts.throttled() / counts.requests();
            return new ActivityBody(
                    counts.requests(), counts.throttled(), counts.written(), counts.failed(), counts.held(), rate);
        }
    }
}
