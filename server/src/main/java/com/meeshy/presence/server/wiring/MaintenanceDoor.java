package com.meeshy.presence.server.wiring;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.server.maintenance.Cleanup;
import com.meeshy.presence.server.maintenance.CleanupReport;
import com.meeshy.presence.server.rest.Maintenance;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The maintenance job as operators see it.
final class MaintenanceDoor implements Maintenance {
    private final Cleanup cleanup;

    MaintenanceDoor(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    @Override
    public Report sweepZombies() {
        return run(cleanup::runZombiesOnly);
    }

    @Override
    public Report runNow() {
        return run(cleanup::run);
    }

    @Override
    public boolean isActive() {
        return cleanup.isActive();
    }

    @Override
    public @Nullable Report last() {
        CleanupReport last = cleanup.last();
        return last == null ? null : report(last);
    }

    @Override
    public Duration zombieThreshold() {
        return cleanup.zombieThreshold();
    }

    private static Report run(Run run) {
        try {
            return report(run.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("the run was interrupted", e);
        }
    }

    private static Report report(CleanupReport report) {
        return new Report(
                report.at(), report.took(), report.zombies(), report.guestsClosed(), report.linksDeactivated());
    }

    private interface Run {
        CleanupReport run() throws InterruptedException;
    }
}
