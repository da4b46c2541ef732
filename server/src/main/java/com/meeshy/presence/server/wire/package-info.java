/// What REST and Socket.IO write and read alike, so that a client knows one form only.
///
/// Used by `rest`, `gateway` and `console`; calls nobody.
@NullMarked
package com.meeshy.presence.server.wire;

import org.jspecify.annotations.NullMarked;
