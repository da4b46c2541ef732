package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.identity.ParticipantId;
import java.util.List;
import java.util.function.Consumer;

/// Edits that come while somebody signs in: after the credential was looked up, and before the session was known
/// to those who apply the edit. Costs a sign-in nothing unless there was one.
public final class LateEdits {
    private final Admissions admissions;
    private final Consumer<List<ParticipantId>> check;

    /// @param check sends away whoever may no longer be here; blocks
    public LateEdits(Admissions admissions, Consumer<List<ParticipantId>> check) {
        this.admissions = admissions;
        this.check = check;
    }

    /// To be taken before the credential is looked up.
    long mark() {
        return admissions.edits();
    }

    /// The session is known from here on. Blocks on the store when there was an edit since the mark.
    void known(ParticipantId participant, long mark) {
        if (admissions.edits() != mark) {
            check.accept(List.of(participant));
        }
    }
}
