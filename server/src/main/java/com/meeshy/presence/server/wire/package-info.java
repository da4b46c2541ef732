/// What REST and Socket.IO write alike, so that a client reads one form only.
///
/// Used by `rest` and `gateway`; calls nobody.
@NullMarked
package com.meeshy.presence.server.wire;

import org.jspecify.annotations.NullMarked;
