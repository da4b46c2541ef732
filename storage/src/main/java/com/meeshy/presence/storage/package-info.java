/// What the gateway keeps and looks up besides presence itself: accounts, guests, conversations, messages, and
/// the edits an administrator makes. Small interfaces with sealed answers;
/// [com.meeshy.presence.storage.Storage] hands them out together with the core's own ports.
///
/// Controllers, authentication and the gateway call these from virtual threads, since every call may block; the rooms
/// below implement them for one database each and are held to the same contract tests.
@NullMarked
package com.meeshy.presence.storage;

import org.jspecify.annotations.NullMarked;
