package com.meeshy.presence.live.session;

import com.meeshy.presence.core.identity.ParticipantId;
import java.util.List;
import java.util.function.Consumer;

/// Edits that come while somebody signs in: after the credential was looked up, and before the session was known
/// to those who apply the edit. Costs a sign-in nothing unless there was one.
public final class LateEdits {
    private final AdmissionEdits edits;
    private final Consumer<List<ParticipantId>> check;

    /// @param check sends away whoever may no longer be here; blocks
    public LateEdits(AdmissionEdits edits, Consumer<List<ParticipantId>> check) {
        this.edits = edits;
        this.check = check;
    }

    /// To be taken before the credential is looked up.
    long mark() {
        return edits.count();
    }

    /// The session is known from here on. Blocks on the store when there was an edit since the mark.
    void known(ParticipantId participant, long mark) {
        if (edits.count() != mark) {
            check.accept(List.of(participant));
        }
    }
}
