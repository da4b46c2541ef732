package com.meeshy.presence.storage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a guest's session goes on.
public sealed interface RefreshResult {
    /// @param guest whose session it is, null when nobody's
    static RefreshResult of(@Nullable Guest guest, Instant now) {
        if (guest == null) {
            return new UnknownSession();
        }
        Guest.Admission admission = guest.admission(now);
        return admission == Guest.Admission.ADMITTED ? new Refreshed(guest) : new Refused(admission);
    }

    /// It does.
    record Refreshed(Guest guest) implements RefreshResult {}

    /// Nobody has this session.
    record UnknownSession() implements RefreshResult {}

    /// The session is known but over.
    ///
    /// @param why never [Guest.Admission#ADMITTED]
    record Refused(Guest.Admission why) implements RefreshResult {}
}
