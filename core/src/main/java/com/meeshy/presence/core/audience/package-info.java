/// Who sees whom ([VisibilityRule]), and how often: what a viewer who has just arrived, comes back or asks is shown
/// ([PresenceReader]), how large conversations are told ([Crowds]) and how a viewer finds out that it missed
/// something ([Digests]).
///
/// Called by the shards through [com.meeshy.presence.core.port.Announcer], by the gateway after authentication
/// and by REST.
@NullMarked
package com.meeshy.presence.core.audience;

import org.jspecify.annotations.NullMarked;
